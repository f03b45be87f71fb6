package main

import (
	"net"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// noDisplay says why no window can be opened here, or "". GLFW would end in a
// Go trace (FYNE.md part two §1), so the display is tried first.
func noDisplay(getenv func(string) string) string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return ""
	}
	display := getenv("DISPLAY")
	if display == "" {
		return "there is no display to open a window on (DISPLAY is not set)."
	}
	if !reachable(display) {
		return "the display " + display + " does not answer."
	}
	return ""
}

// reachable reports whether an X server listens at a DISPLAY such as ":0",
// "host:10.0" or "/private/socket:0".
func reachable(display string) bool {
	i := strings.LastIndexByte(display, ':')
	if i < 0 {
		return false
	}
	host, number := display[:i], display[i+1:]
	number, _, _ = strings.Cut(number, ".")
	var tries [][2]string
	switch {
	case strings.HasPrefix(host, "/"):
		tries = [][2]string{{"unix", display}}
	case host == "" || host == "unix":
		path := "/tmp/.X11-unix/X" + number
		tries = [][2]string{{"unix", path}, {"unix", "@" + path}}
	default:
		n, err := strconv.Atoi(number)
		if err != nil {
			return false
		}
		tries = [][2]string{{"tcp", net.JoinHostPort(host, strconv.Itoa(6000+n))}}
	}
	for _, t := range tries {
		if c, err := net.DialTimeout(t[0], t[1], 2*time.Second); err == nil {
			c.Close()
			return true
		}
	}
	return false
}
