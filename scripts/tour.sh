#!/usr/bin/env bash
# Draws every screen, light and dark, without a display. Usage: scripts/tour.sh [FOLDER], tour/ by default.
# GALLERY=1 also renews docs/gallery from the pictures that scripts/gallery.txt names.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test
dir=${1:-tour}
tour "$dir"
[ "${GALLERY:-}" = 1 ] || exit 0

# A stand-in called convert that only copies exists on some machines, so ask for ImageMagick by its version.
shrink=""
for tool in magick convert; do
	if $tool -version 2>/dev/null | grep -q '^Version: ImageMagick'; then shrink=$tool && break; fi
done
[ -n "$shrink" ] || say "ImageMagick is not here, so the pictures are copied as they are: large."

mkdir -p docs/gallery
count=0
while read -r from to; do
	case $from in '' | '#'*) continue ;; esac
	picture=$(find "$dir" -maxdepth 1 -name "$from" | sort | head -n 1)
	[ -n "$picture" ] || die "No picture of the tour matches $from, which scripts/gallery.txt names."
	if [ -n "$shrink" ]; then
		# Half of a large picture, at most 1200 wide; 256 colours are enough for flat screens and a quarter of the size.
		"$shrink" "$picture" -strip -resize '1200x>' -dither None -colors 256 "PNG8:docs/gallery/$to"
	else
		cp "$picture" "docs/gallery/$to"
	fi
	count=$((count + 1))
done <scripts/gallery.txt
say "$count pictures in docs/gallery, $(du -sk docs/gallery | cut -f 1) KiB."
