#!/usr/bin/env bash
# Runs every fuzz test for a while, one after the other. Usage: scripts/fuzz.sh [PACKAGE...], all by default.
# TIME=30s for each by default, PARALLEL=1 workers, COURTESY=10 (see nice): below that, a busy machine takes slow for hanging.
# An input that fails is kept in the package's testdata/fuzz: commit it with the fix.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test
[ $# -gt 0 ] || set -- ./...
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cache=$(go env GOCACHE)/fuzz
count=0
for package in $(go list -tags "$TEST_TAGS" "$@"); do
	dir=$(go list -tags "$TEST_TAGS" -f '{{.Dir}}' "$package")
	names=$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$dir"/*_test.go 2>/dev/null) || true
	[ -n "$names" ] || continue
	go test -tags "$TEST_TAGS" -fuzz . -c -o "$made/fuzz$EXE" "$package" # once for all of a package, and so that a changed file does not matter
	for name in $names; do
		say "$package $name"
		# Making an input smaller may take a minute for each that is new: a second will do.
		(cd "$dir" && nice -n "${COURTESY:-10}" "$made/fuzz$EXE" -test.run '^$' -test.fuzz "^$name\$" -test.fuzztime "${TIME:-30s}" \
			-test.parallel "${PARALLEL:-1}" -test.fuzzminimizetime 1s -test.fuzzcachedir "$cache/$package")
		count=$((count + 1))
	done
done
[ $count -gt 0 ] || die "There is no fuzz test in $*"
say "$count fuzz tests found nothing."
