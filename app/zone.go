package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// zoneName is the IANA name of this computer's time zone. Where the system
// does not tell, it is the fixed zone of today's offset in whole hours, which
// the learner can change in Settings.
func zoneName() string {
	candidates := []string{os.Getenv("TZ")}
	if b, err := os.ReadFile("/etc/timezone"); err == nil {
		candidates = append(candidates, strings.TrimSpace(string(b)))
	}
	if target, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, name, found := strings.Cut(target, "zoneinfo/"); found {
			candidates = append(candidates, name)
		}
	}
	candidates = append(candidates, time.Local.String())
	for _, name := range candidates {
		name = strings.TrimPrefix(name, ":")
		if name == "" || name == "Local" {
			continue
		}
		if _, err := time.LoadLocation(name); err == nil {
			return name
		}
	}
	_, offset := time.Now().Zone()
	switch hours := -offset / 3600; { // POSIX sign: Etc/GMT+5 is five hours west
	case hours == 0:
		return "UTC"
	default:
		return fmt.Sprintf("Etc/GMT%+d", hours)
	}
}
