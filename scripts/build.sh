#!/usr/bin/env bash
# Builds dist/chartroom, the app with its window. RELEASE=1 leaves out debugging data and the paths of this machine.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up run
if [ "${RELEASE:-}" = 1 ]; then
	# -trimpath compiles everything anew, which is why the daily build goes without.
	build_app -trimpath -ldflags '-s -w' "$@"
else
	build_app "$@"
fi
say "dist/chartroom$EXE, $(du -sk "dist/chartroom$EXE" | cut -f 1) KiB"
