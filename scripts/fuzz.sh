#!/usr/bin/env bash
# Runs every fuzz test for a while. Usage: scripts/fuzz.sh [PACKAGE...], all by default. TIME=30s for each by default.
# An input that fails is kept in the package's testdata/fuzz: commit it with the fix.
set -euo pipefail
# shellcheck source=scripts/env.sh
. "$(dirname "$0")/env.sh"
set_up test
[ $# -gt 0 ] || set -- ./...
count=0
for package in $(go list -tags "$TEST_TAGS" "$@"); do
	dir=$(go list -tags "$TEST_TAGS" -f '{{.Dir}}' "$package")
	for name in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$dir"/*_test.go 2>/dev/null); do
		say "$package $name"
		go test -tags "$TEST_TAGS" -run '^$' -fuzz "^$name\$" -fuzztime "${TIME:-30s}" "$package"
		count=$((count + 1))
	done
done
[ $count -gt 0 ] || die "There is no fuzz test in $*"
say "$count fuzz tests found nothing."
