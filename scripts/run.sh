#!/usr/bin/env bash
# Builds Chartroom and opens its window. Usage: scripts/run.sh [ARGUMENT...], passed to the app.
# Where no window can be opened it draws the tour instead; a verb (check, import...) needs no window and runs anywhere.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

case ${1:-} in
-h | --help | -help | --version | [!-]*)
	set_up test
	build_headless
	exec "dist/chartroom-headless$EXE" "$@"
	;;
esac

if ! has_display; then
	say "There is no display here, so no window can be opened. Drawing every screen into tour/ instead."
	set_up test
	tour tour
	exit
fi

set_up run
build_app
# What the app says goes on to the terminal, except the trace of a crash: that is kept in the log for a report.
log=dist/run.log
: >"$log"
crash='^(panic: |fatal error: |runtime: |SIG[A-Z]+: )'
set +e
{
	"dist/chartroom$EXE" "$@" 2>&1 >&3 3>&- | while IFS= read -r line; do
		printf '%s\n' "$line" >>"$log"
		[[ $line =~ $crash ]] && trace=yes
		[ -n "${trace:-}" ] || say "$line"
	done
	code=${PIPESTATUS[0]}
} 3>&1
set -e
[ "$code" != 0 ] || exit 0

# GLFW's words for a display that is there but cannot show the window: no X, no OpenGL 2.
reason=$(grep -m 1 -E 'PlatformError|APIUnavailable|VersionUnavailable|NotInitialized|Failed to open display' "$log" || true)
if [ -n "$reason" ]; then
	say "The window could not be opened: $reason" "Drawing every screen into tour/ instead."
	tour tour
elif grep -q -E "$crash" "$log"; then
	say "Chartroom stopped unexpectedly. To report it, send $log"
	exit 1
else
	exit "$code"
fi
