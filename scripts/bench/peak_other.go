//go:build !linux

package main

import "os"

// peakMegabytes is 0: not known.
func peakMegabytes(*os.ProcessState) float64 { return 0 }
