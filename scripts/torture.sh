#!/usr/bin/env bash
# Kills the app at random moments while it takes answers, and looks for what was lost. KILLS=1000 by default.
# Usage: scripts/torture.sh [FLAG OF THE PROGRAM...]. Last line: kills N acknowledged N lost 0 corrupt 0
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test
mkdir -p dist
go build -tags "$TEST_TAGS" -o "dist/torture$EXE" ./scripts/torture
"dist/torture$EXE" -kills "${KILLS:-1000}" "$@"
