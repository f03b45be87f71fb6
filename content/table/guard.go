package table

import "strings"

// A cell that begins with one of these is a formula to programs that open
// tables, and could run commands (OWASP, CSV injection; ASVS 1.2.10).
const formulas = "=+-@\t\r"

// guard puts an apostrophe before a cell that programs would take for a
// formula, and before one that unguard would take an apostrophe from.
func guard(s string) string {
	if bare := strings.TrimLeft(s, "'"); bare != "" && strings.IndexByte(formulas, bare[0]) >= 0 {
		return "'" + s
	}
	return s
}

// unguard undoes guard.
func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && guard(s) != s {
		return s[1:]
	}
	return s
}
