#!/usr/bin/env bash
# Makes this machine able to build and test Chartroom. Usage: scripts/setup.sh [test|run|e2e]...
#
#   test  a C compiler and Go: tests, vet and the tour use the headless driver and need nothing else
#   run   test, and the OpenGL and X11 headers the window is compiled with (the default)
#   e2e   an X server without a screen, a window manager, and the tools that press keys and take pictures
#
# On Debian and Ubuntu, as root or with a sudo that asks nothing, it installs what is missing and only that.
# Elsewhere it says what to install. When all is there it does nothing, in well under a second.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"

# What each set needs: how to see that it is there | Debian, Ubuntu | Fedora | Arch. A dash: comes with another.
#   cmd:NAME a program, lib:NAME a library pkg-config knows, any:FILE,FILE one of these files
test_needs='
cmd:gcc|gcc|gcc|gcc
any:/usr/include/stdlib.h|libc6-dev|glibc-devel|glibc
any:/etc/ssl/certs/ca-certificates.crt,/etc/pki/tls/certs/ca-bundle.crt,/etc/ssl/cert.pem|ca-certificates|ca-certificates|ca-certificates'
run_needs="$test_needs"'
cmd:pkg-config|pkg-config|pkgconf-pkg-config|pkgconf
lib:gl|libgl-dev|mesa-libGL-devel|libglvnd
lib:xcursor|libxcursor-dev|libXcursor-devel|libxcursor
lib:xrandr|libxrandr-dev|libXrandr-devel|libxrandr
lib:xinerama|libxinerama-dev|libXinerama-devel|libxinerama
lib:xi|libxi-dev|libXi-devel|libxi
lib:xxf86vm|libxxf86vm-dev|libXxf86vm-devel|libxxf86vm'
e2e_needs='
cmd:Xvfb|xvfb|xorg-x11-server-Xvfb|xorg-server-xvfb
cmd:xauth|xauth|xorg-x11-xauth|xorg-xauth
cmd:xdotool|xdotool|xdotool|xdotool
cmd:import|imagemagick|ImageMagick|imagemagick
cmd:xprop|x11-utils|xprop|xorg-xprop
cmd:xwininfo|x11-utils|xwininfo|xorg-xwininfo
cmd:openbox|openbox|openbox|openbox
cmd:xclip|xclip|xclip|xclip'

needs=
for set in "${@:-run}"; do
	case $set in
	test) needs=$needs$test_needs ;;
	run) needs=$needs$run_needs ;;
	e2e) needs=$needs$e2e_needs ;;
	*) say "There is no set called $set: scripts/setup.sh [test|run|e2e]..." && exit 2 ;;
	esac
done

# there PROBE says whether what the probe looks for is on this machine.
there() {
	local what=${1#*:} file
	case $1 in
	cmd:gcc) command -v gcc >/dev/null || { [ -n "${CC:-}" ] && command -v "${CC%% *}" >/dev/null; } ;;
	cmd:*) command -v "$what" >/dev/null ;;
	lib:*) command -v pkg-config >/dev/null && pkg-config --exists "$what" ;;
	any:*)
		for file in ${what//,/ }; do [ -e "$file" ] && return; done
		return 1
		;;
	esac
}

# missing COLUMN prints the packages of that column whose probe fails, each once.
# shellcheck disable=SC2034 # the columns are read by name
missing() {
	local probe debian fedora arch
	printf '%s\n' "$needs" | while IFS='|' read -r probe debian fedora arch; do
		[ -z "$probe" ] || there "$probe" || printf '%s\n' "${!1}"
	done | sort -u | tr '\n' ' '
}

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

# apt_install PACKAGE... installs them, quietly unless it fails.
apt_install() {
	local log
	log=$(mktemp)
	say "Installing $*"
	# A list that cannot be fetched (someone's own source) must not stop the install: apt-get install tells the truth.
	if { as_root apt-get update -q || true; } >"$log" 2>&1 &&
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
			-o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1; then
		rm -f "$log"
	else
		cat "$log" >&2
		rm -f "$log"
		die "Could not install: $*"
	fi
}

# fetch_go installs the pinned release of Go into the cache folder. Debian's own go is too old to build the project or to
# switch releases itself, but it can download the release, which is a module, and checks it against Go's checksum database.
fetch_go() {
	local arch sum temp got dir
	case $(uname -m) in
	x86_64) arch=amd64 sum=$GO_PIN_SUM_amd64 ;;
	aarch64) arch=arm64 sum=$GO_PIN_SUM_arm64 ;;
	*) die "Install Go 1.$GO_NEED or newer: https://go.dev/dl" ;;
	esac
	say "Fetching $GO_PIN into $GO_CACHED"
	mkdir -p "$(dirname "$GO_CACHED")"
	temp=$(mktemp -d "$GO_CACHED.XXXXXX")
	# shellcheck disable=SC2064 # the trap runs when temp is gone
	trap "chmod -R u+w '$temp'; rm -rf '$temp'" EXIT
	got=$(cd "$temp" && GOMODCACHE="$temp/mod" GOFLAGS='' GOWORK=off go mod download -json \
		"golang.org/toolchain@v0.0.1-$GO_PIN.linux-$arch") ||
		die "Could not fetch $GO_PIN: $(printf '%s\n' "$got" | sed -n 's/.*"Error": "\(.*\)".*/\1/p')" \
			"  Install Go 1.$GO_NEED or newer by hand: https://go.dev/dl"
	[ "$(printf '%s\n' "$got" | sed -n 's/.*"Sum": "\(.*\)".*/\1/p')" = "$sum" ] ||
		die "The download of $GO_PIN is not the one this project pins; nothing was installed."
	dir=$(printf '%s\n' "$got" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
	chmod -R u+w "$dir"
	chmod +x "$dir"/bin/* "$dir"/pkg/tool/*/*
	# A module cannot hold other modules, so their go.mod files travel under another name.
	find "$dir" -name _go.mod | while IFS= read -r file; do mv "$file" "${file%_go.mod}go.mod"; done
	[ -e "$GO_CACHED" ] || mv "$dir" "$GO_CACHED"
	say "To use it by hand: export PATH=\"$GO_CACHED/bin:\$PATH\""
}

case $(uname -s) in
Linux) ;;
Darwin)
	xcode-select -p >/dev/null 2>&1 || die "Install Apple's compiler first: xcode-select --install"
	find_go || die "Install Go 1.$GO_NEED or newer: brew install go, or https://go.dev/dl"
	exit 0
	;;
MINGW* | MSYS* | CYGWIN*)
	there cmd:gcc || die "Install a C compiler first: in MSYS2, pacman -S mingw-w64-ucrt-x86_64-gcc, with its bin folder on PATH."
	find_go || die "Install Go 1.$GO_NEED or newer: https://go.dev/dl"
	exit 0
	;;
*)
	there cmd:gcc || [ -n "$(command -v cc)" ] || die "Install a C compiler first."
	find_go || die "Install Go 1.$GO_NEED or newer: https://go.dev/dl"
	exit 0
	;;
esac

family=debian
if ! command -v apt-get >/dev/null; then
	if command -v dnf >/dev/null; then family=fedora; elif command -v pacman >/dev/null; then family=arch; else family=other; fi
fi
case $family in
other) packages=$(missing debian) ;;
*) packages=$(missing $family) ;;
esac

if [ -n "${packages// /}" ]; then
	case $family in
	debian)
		if can_install; then
			# shellcheck disable=SC2086 # one word for each package
			apt_install $packages
		else
			die "Something is missing. Install it, then try again:" \
			"  sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages"
		fi
		;;
	fedora) die "Something is missing. Install it, then try again:" \
			"  sudo dnf install $packages" ;;
	arch) die "Something is missing. Install it, then try again:" \
			"  sudo pacman -S --needed $packages" ;;
	other) say "If the build fails, install what this system calls these Debian packages: $packages" ;;
	esac
fi

if ! find_go; then
	if [ -z "$(go_minor "$(GOTOOLCHAIN=local go version 2>/dev/null || true)")" ]; then
		[ $family = debian ] || die "Install Go 1.$GO_NEED or newer: https://go.dev/dl"
		can_install || die "Install Go 1.$GO_NEED or newer (https://go.dev/dl), or let this script fetch it after:" \
			"  sudo apt-get update && sudo apt-get install -y --no-install-recommends golang-go"
		apt_install golang-go
	fi
	find_go || fetch_go # another Debian's or Ubuntu's own go may be new enough
fi

go version >/dev/null || die "Could not get Go 1.$GO_NEED; without a network install it by hand: https://go.dev/dl"
