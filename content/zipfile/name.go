package zipfile

import (
	"archive/zip"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// nameLength is how long a folder's or file's name may be, in bytes: as on the
// file systems of Linux, Windows and macOS.
const nameLength = 255

// cleanName is a member's name with "/" between its folders, and what is wrong
// with it. A name that no flag says to be UTF-8 and that is none is read as DOS
// wrote it (code page 437; PKWARE APPNOTE, appendix D).
func cleanName(f *zip.File) (name, complaint string) {
	name = f.Name
	if !utf8.ValidString(name) {
		if !f.NonUTF8 {
			return strings.ToValidUTF8(name, "�"), "its name is not text"
		}
		name, _ = charmap.CodePage437.NewDecoder().String(name) // has a letter for every byte
	}
	name = strings.ReplaceAll(name, `\`, "/")
	for strings.HasPrefix(name, "./") {
		name = name[2:]
	}
	return name, unsafeName(name)
}

// unsafeName says why a name must not be taken for a place in a folder, on any
// system, or "". Names are keys here, never places; but they are shown, and
// somebody may yet write them to a disk.
func unsafeName(name string) string {
	switch {
	case name == "":
		return "it has no name"
	case strings.HasPrefix(name, "/"):
		return "its name begins at the root of a disk"
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7F }):
		return "its name holds characters that cannot be seen"
	}
	for _, part := range strings.Split(strings.TrimSuffix(name, "/"), "/") {
		switch {
		case part == "..":
			return "its name leads out of the archive"
		case part == "" || part == ".":
			return "its name has a folder without a name"
		case len(part) > nameLength:
			return "its name is too long"
		case strings.Contains(part, ":"):
			return "its name holds a colon, which stands for a disk or a hidden part of a file on Windows"
		case device(part):
			return "its name is that of a device on Windows"
		}
	}
	return ""
}

// device reports whether Windows takes a name for a device, whatever its
// ending. (Source: Microsoft, "Naming Files, Paths, and Namespaces".)
func device(name string) bool {
	name, _, _ = strings.Cut(name, ".")
	name = strings.ToUpper(strings.TrimRight(name, " "))
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "COM") || strings.HasPrefix(name, "LPT")) && name[3] >= '1' && name[3] <= '9'
}

// junk reports whether a member is what Macs and Windows add to archives.
func junk(name string) bool {
	base := path.Base(name)
	switch strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(base, "._") || strings.HasPrefix(name, "__MACOSX/") || strings.Contains(name, "/__MACOSX/")
}
