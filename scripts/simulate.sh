#!/usr/bin/env bash
# Plays learners up to the exam day: the plan beside what other tools do in the same minutes. Five minutes on two cores.
# Usage: scripts/simulate.sh [FLAG OF THE PROGRAM...]; -learners 4 -quick is a first look.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test
mkdir -p dist
go build -tags "$TEST_TAGS" -o "dist/simulate$EXE" ./scripts/simulate
"dist/simulate$EXE" "$@"
