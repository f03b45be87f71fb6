// Package main is Chartroom.
package main

import (
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/test"
	_ "fyne.io/fyne/v2/widget"
	_ "github.com/mattn/go-sqlite3"
	_ "golang.org/x/sys/execabs"
	_ "golang.org/x/text/encoding/charmap"
	_ "golang.org/x/tools/txtar"
	_ "golang.org/x/net/html"
)

func main() {}
