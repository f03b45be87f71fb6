#!/usr/bin/env bash
# Draws 3,000 candidates a scenario, and compares chances to pass said before an exam with what came. -plain: the first two scenarios.
# Usage: scripts/simulate-readiness.sh [FLAG OF THE PROGRAM...]
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test
mkdir -p dist
go build -tags "$TEST_TAGS" -o "dist/simulate-readiness$EXE" ./scripts/simulate-readiness
"dist/simulate-readiness$EXE" "$@"
