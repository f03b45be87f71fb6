#!/usr/bin/env bash
# Measures the app beside the floor of the same run and prints both. Usage: scripts/bench.sh [FLAG OF THE PROGRAM...]
# The numbers of the start and of memory need a window: without a display one is started.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
if [ "$(uname -s)" = Linux ]; then set_up run e2e; else set_up run; fi

build_app
export CHARTROOM_BIN="$PWD/dist/chartroom$EXE"
go build -tags "$APP_TAGS" -o "dist/bench$EXE" ./scripts/bench
trap stop_started EXIT
has_display || start_display
"dist/bench$EXE" "$@"
