package codeset

import (
	"chartroom/content/zipfile"
	"chartroom/quiz/codebook"
)

const partNotes codebook.PartKind = "processing notes"

func isAddenda(name string, lines []string) (s sight, ok bool) { return }
func isTable(name string, lines []string) (s sight, ok bool)   { return }
func isItems(name string, lines []string) (s sight, ok bool)   { return }
func isNotes(name string, lines []string) (s sight, ok bool)   { return }
func isGroups(name string, lines []string) (s sight, ok bool)  { return }
func isGEM(name string, lines []string) (s sight, ok bool)     { return }
func (l *looker) besideNotes()                                 {}
func (l *looker) workbook(m member, a *zipfile.Archive)        {}
