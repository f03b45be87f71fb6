// Package assets is the pictures that are part of the program: the app icon
// and the icon family. It knows nothing of Fyne; app/theme makes resources of
// them.
package assets

import (
	"embed"
	"io/fs"
	"strings"
)

// IconPNG is the app icon, 512 x 512.
//
//go:embed icon.png
var IconPNG []byte

// IconSVG is the drawing that icon.png is rendered from.
//
//go:embed icon.svg
var IconSVG []byte

//go:embed icons/*.svg
var icons embed.FS

// Ink is the colour that stands in the icons for "whatever colour is asked
// for". No icon uses another.
const Ink = "#000000"

// Icon is the SVG of the named icon of the family ("flag"), 24 x 24, drawn in
// Ink. ok is false when there is none of that name.
func Icon(name string) (svg string, ok bool) {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	return string(b), err == nil
}

// IconNames lists the family, in alphabetical order.
func IconNames() []string {
	entries, err := fs.ReadDir(icons, "icons")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".svg")
	}
	return names
}
