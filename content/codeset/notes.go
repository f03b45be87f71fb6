package codeset

import (
	"bytes"
	"path"
	"strings"

	"chartroom/quiz/codebook"
)

// partNotes are the processing notes of HCPCS. They are no part of their own: the
// codes of the file beside them refer to them.
const partNotes codebook.PartKind = "processing notes"

// isNotes recognises the processing notes: "0013--THIS DEVICE ...".
func isNotes(_ string, lines []string) (s sight, ok bool) {
	notes := 0
	for _, line := range lines {
		if _, _, ok := noteLine(line); ok {
			notes++
		}
	}
	titled := false
	for _, line := range lines[:min(len(lines), 10)] {
		titled = titled || strings.Contains(strings.ToUpper(line), "PROCESSING NOTES")
	}
	return sight{set: codebook.HCPCS, kind: partNotes}, notes > 0 && titled
}

// noteLine is the first line of a processing note.
func noteLine(line string) (number, text string, ok bool) {
	number, text, ok = strings.Cut(strings.TrimSpace(line), "--")
	return number, noteText(text), ok && digits(number, 4)
}

// noteText is a line of a note without the star at its end.
func noteText(line string) string { return strings.TrimSpace(strings.TrimRight(line, "* ")) }

// readNotes reads the processing notes that lie beside the file.
func (x *items) readNotes() error {
	if x.r.file.notes == nil {
		return nil
	}
	data, _, err := x.r.file.notes.head(mostNotesFile)
	if err != nil {
		return err
	}
	x.notes = map[string]string{}
	number := ""
	for lines := newLines(decoded(bytes.NewReader(data))); lines.next(); {
		if n, text, ok := noteLine(lines.text); ok {
			number = n
			x.notes[number] = text
		} else if more := noteText(lines.text); number != "" && more != "" {
			x.notes[number] = joined(x.notes[number], " ", more)
		} else {
			number = ""
		}
	}
	for n, text := range x.notes {
		if strings.Contains(text, "NOTE DELETED") {
			delete(x.notes, n)
		}
	}
	return nil
}

// mostNotesFile is how much of a file of processing notes is read; that of 2019
// has 43 KB.
const mostNotesFile = 2 << 20

// besideNotes gives the HCPCS files the processing notes of their folder.
func (l *looker) besideNotes() {
	var kept []File
	for i := range l.files {
		if l.files[i].Part.Kind != partNotes {
			kept = append(kept, l.files[i])
		}
	}
	for i := range l.files {
		notes := &l.files[i]
		if notes.Part.Kind != partNotes {
			continue
		}
		with := ""
		for j := range kept {
			f := &kept[j]
			if f.Part.Kind == codebook.PartItems && path.Dir(f.Part.File) == path.Dir(notes.Part.File) {
				f.notes, with = &notes.member, path.Base(f.Part.File)
			}
		}
		if with == "" {
			l.leave(notes.Part.File, "it holds the notes to which the codes of a HCPCS file refer, and that file is not beside it")
		} else {
			l.leave(notes.Part.File, "its notes are read together with %s, whose codes refer to them", with)
		}
	}
	l.files = kept
}
