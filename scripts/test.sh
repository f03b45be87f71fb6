#!/usr/bin/env bash
# Checks everything that needs no display: format, vet, tests, races. Usage: scripts/test.sh [FLAG OF GO TEST...]
# The headless driver (-tags ci) stands in for the window, so no OpenGL is compiled.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test

in_cache github.com/mattn/go-sqlite3 "$TEST_TAGS" ||
	say "The first run takes three to ten minutes, most of it compiling SQLite and the toolkit. Later ones take seconds."

say "gofmt"
unformatted=$(find . \( -name .git -o -name testdata -o -path ./dist -o -path ./.cache \) -prune -o -name '*.go' -print0 |
	xargs -0 "$(go env GOROOT)/bin/gofmt$EXE" -l)
[ -z "$unformatted" ] || die "Not formatted, run gofmt -w on:" "$unformatted"

say "go vet"
go vet -tags "$TEST_TAGS" ./...

say "go test"
go test -tags "$TEST_TAGS" -timeout 12m "$@" ./...

# The packages without SQLite and without a window: cheap to build once more with the race detector, where it exists.
if [ "${RACE:-1}" = 1 ] && [ "$(go env GOOS)" != windows ]; then
	say "go test -race: quiz, content"
	go test -race -short -tags "$TEST_TAGS" -timeout 5m ./quiz/... ./content/...
fi
say "All of it passed."
