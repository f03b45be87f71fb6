#!/usr/bin/env bash
# Kills the app at random moments in exams and while it takes answers, and looks for what was lost. KILLS=1000 of each by default.
# Usage: scripts/torture.sh [FLAG OF THE PROGRAM...]. Last lines: exam kills N acknowledged N lost 0 corrupt 0 clock 0; kills N acknowledged N lost 0 corrupt 0
# One of them alone: -only exam, -only practice
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test
mkdir -p dist
go build -tags "$TEST_TAGS" -o "dist/torture$EXE" ./scripts/torture
"dist/torture$EXE" -kills "${KILLS:-1000}" "$@"
