# Sourced by the other scripts, never run. Goes to the project's folder, finds Go, and holds what several scripts share.
# Works in bash 3.2 (macOS) and newer.
# shellcheck shell=bash disable=SC2034 # some values are for the scripts that source this

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# The release fetched when a machine has no Go or one that cannot build the project: at least the go line of go.mod.
# The sums are those of the module golang.org/toolchain at that version; `go mod download -json` prints them.
GO_PIN=go1.26.8
GO_PIN_SUM_amd64='h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM='
GO_PIN_SUM_arm64='h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc='
GO_CACHED="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/chartroom/go/$GO_PIN"

# The tag of the app itself: without it each redraw looks up its goroutine, which is slow, not wrong.
APP_TAGS=migrated_fynedo
# The tag of tests and tours: Fyne's headless driver, which needs no OpenGL to build or run.
TEST_TAGS=ci

# say LINE... and die LINE... speak on standard error, which leaves standard output to the app.
say() { printf '%s\n' "$@" >&2; }
die() { say "$@"; exit 1; }

# go_minor VERSION prints the 26 of go1.26.8, 1.26.0 or "go version devel go1.26-abc", and nothing when there is none.
go_minor() { printf '%s\n' "$1" | sed -n 's/^[^0-9]*1\.\([0-9][0-9]*\).*/\1/p' | head -n 1; }

GO_NEED=$(go_minor "$(sed -n 's/^go \(1\.[0-9.]*\).*/\1/p' go.mod)")

# find_go puts a Go that can build the project first on PATH; it fails when there is none yet.
find_go() {
	local have
	have=$(go_minor "$(GOTOOLCHAIN=local go version 2>/dev/null || true)")
	if [ "${have:-0}" -ge "$GO_NEED" ]; then
		return 0
	elif [ "${have:-0}" -ge 21 ]; then
		export GOTOOLCHAIN=$GO_PIN # from 1.21 on the go command fetches the release it is told to use
	elif [ -x "$GO_CACHED/bin/go" ]; then
		export PATH="$GO_CACHED/bin:$PATH" GOTOOLCHAIN=local
		unset GOROOT
	else
		return 1
	fi
}

# set_up WHAT... installs what is missing and makes Go ready to use. It must come before any use of go.
set_up() {
	find_go || true
	bash scripts/setup.sh "$@"
	find_go || die "Go is still missing: see above."
	EXE=$(go env GOEXE)
	local flags
	flags=$(go env GOFLAGS)
	# A clean checkout by another user makes git refuse to answer, and a build that asks it fails.
	case " $flags " in
	*-buildvcs*) ;;
	*) flags="${flags:+$flags }-buildvcs=false" ;;
	esac
	export GOFLAGS=$flags CGO_ENABLED=1
}

# in_cache PACKAGE TAGS says whether the package is compiled already.
in_cache() { [ "$(go list -tags "$2" -f '{{.Stale}}' "$1" 2>/dev/null)" = false ]; }

# build_app builds the real app, the one with a window, as dist/chartroom.
build_app() {
	in_cache github.com/go-gl/gl/v2.1/gl "$APP_TAGS" ||
		say "The first build takes three to six minutes: it compiles the OpenGL bindings and SQLite. Later ones take seconds."
	mkdir -p dist
	go build -tags "$APP_TAGS" "$@" -o "dist/chartroom$EXE" ./app
}

# build_headless builds the app with the headless driver, as dist/chartroom-headless: every verb, no window, no OpenGL.
build_headless() {
	in_cache github.com/mattn/go-sqlite3 "$TEST_TAGS" ||
		say "The first build takes one to three minutes: it compiles SQLite and the toolkit. Later ones take seconds."
	mkdir -p dist
	go build -tags "$TEST_TAGS" -o "dist/chartroom-headless$EXE" ./app
}

# tour DIR draws every screen into DIR without a display and names the pictures.
tour() {
	build_headless
	"dist/chartroom-headless$EXE" tour "$1" || die "The tour did not finish: no pictures to rely on in $1."
	local pictures
	pictures=$(find "$1" -maxdepth 1 -name '*.png' | sort)
	[ -n "$pictures" ] || die "The tour wrote no picture into $1."
	say "$(printf '%s\n' "$pictures" | wc -l | tr -d ' ') pictures:" "$pictures"
}

# x_alive says whether the display in DISPLAY can be reached, as far as that can be told without connecting to it.
x_alive() {
	[ -n "${DISPLAY:-}" ] || return 1
	if command -v xdpyinfo >/dev/null 2>&1; then
		timeout 5 xdpyinfo >/dev/null 2>&1
		return
	fi
	case $DISPLAY in
	:*)
		local n=${DISPLAY#:}
		n=${n%%.*}
		[ -S "/tmp/.X11-unix/X$n" ] || grep -q "@/tmp/.X11-unix/X$n\$" /proc/net/unix 2>/dev/null
		;;
	esac
}

# has_display says whether a window can be opened here.
has_display() {
	case $(uname -s) in
	Linux | *BSD) x_alive ;; # under Wayland the app is an X program through XWayland, which sets DISPLAY
	*) true ;;
	esac
}

STARTED="" # process ids that stop_started ends

# start_display starts an X server on a free display with a window manager, and points DISPLAY at it.
# The caller sets: trap stop_started EXIT
start_display() {
	local dir i
	dir=$(mktemp -d)
	Xvfb -displayfd 5 -screen 0 1400x900x24 -nolisten tcp 5>"$dir/number" >"$dir/log" 2>&1 &
	STARTED="$STARTED $!"
	i=0
	until [ -s "$dir/number" ]; do
		i=$((i + 1))
		if [ $i -gt 100 ] || ! kill -0 $! 2>/dev/null; then
			cat "$dir/log" >&2
			die "The X server Xvfb did not start."
		fi
		sleep 0.1
	done
	DISPLAY=:$(head -n 1 "$dir/number")
	export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 LANG=en_US.UTF-8 FYNE_SCALE="${FYNE_SCALE:-1}"
	unset WAYLAND_DISPLAY XAUTHORITY
	openbox --sm-disable >"$dir/openbox" 2>&1 &
	STARTED="$! $STARTED"
	i=0
	until xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; do
		i=$((i + 1))
		[ $i -lt 100 ] || die "The window manager openbox did not start."
		sleep 0.1
	done
	rm -rf "$dir"
}

# stop_started ends what this script started, by id, and keeps the script's exit code.
stop_started() {
	local code=$? pid
	for pid in $STARTED; do kill "$pid" 2>/dev/null || true; done
	for pid in $STARTED; do wait "$pid" 2>/dev/null || true; done
	STARTED=""
	return $code
}
