#!/usr/bin/env bash
# Drives the real app in a real window by keyboard and mouse, on an X server without a screen.
# Usage: scripts/e2e.sh [FLAG OF GO TEST...]. Screenshots and the log stay in dist/e2e, or in the folder SHOTS.
#
# The test finds in its environment: CHARTROOM_BIN, the app's path; CHARTROOM_SHOTS, the folder for screenshots; DISPLAY.
# It skips itself where CHARTROOM_BIN is not set.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
[ "$(uname -s)" = Linux ] || die "The real-window test needs an X server and so runs on Linux only."
set_up run e2e

build_app
SHOTS=${SHOTS:-dist/e2e}
mkdir -p "$SHOTS"
rm -f "$SHOTS"/*.png "$SHOTS"/e2e.log
CHARTROOM_SHOTS=$(cd "$SHOTS" && pwd)
export CHARTROOM_SHOTS CHARTROOM_BIN="$PWD/dist/chartroom$EXE"

trap stop_started EXIT
start_display
say "go test: the real window on display $DISPLAY"
log=$SHOTS/e2e.log
go test -tags "$TEST_TAGS" -count=1 -timeout 10m -run '^TestRealWindow' -v "$@" ./app 2>&1 | tee "$log" ||
	die "The real-window test failed. Its screenshots and log: $SHOTS"
# A test that skipped itself, or is gone, proves nothing.
grep -q '^--- PASS: TestRealWindow' "$log" || die "No real-window test ran."
say "Screenshots in $SHOTS:" "$(find "$SHOTS" -name '*.png' | sort | sed 's|.*/||' | tr '\n' ' ')"
