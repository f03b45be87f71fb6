// Package locale keeps Fyne from complaining. Fyne reads the user's locale in
// an init function and logs an error when it is "C", as on servers, in cron
// and in containers; the texts are English there anyway. This package names
// that before Fyne looks: Go initialises packages that do not depend on each
// other in the order of their paths, and chartroom comes before fyne.io.
package locale

import (
	"os"
	"strings"
)

func init() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch value, _, _ := strings.Cut(os.Getenv(name), "."); value {
		case "":
		case "C", "POSIX":
			os.Setenv("LC_ALL", "en_US.UTF-8")
			return
		default:
			return
		}
	}
	os.Setenv("LC_ALL", "en_US.UTF-8")
}
