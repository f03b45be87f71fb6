package widgets

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// roleWords are what the roles of a term's pieces are called.
var roleWords = map[quiz.PartRole]string{quiz.Prefix: "prefix", quiz.Root: "root", quiz.Vowel: "combining vowel", quiz.Suffix: "suffix"}

// TermParts shows a term's pieces in their order: what each is and means. right
// says which of them were in their place, by colour, icon and word; nil = it
// was not asked.
func TermParts(parts []quiz.Part, right []bool) *fyne.Container {
	objects := make([]fyne.CanvasObject, len(parts))
	for i, p := range parts {
		words := Column(2, Strong(p.Form).Sized(theme.SizeHeading).OneLine(), Caption(roleWords[p.Role]).OneLine())
		meaning := p.Meaning
		if meaning == "" && p.Role == quiz.Vowel {
			meaning = "joins the pieces"
		}
		words.Add(Body(meaning))
		body, edge := theme.ColorRaised, theme.ColorLine
		if i < len(right) {
			v := VerdictWrong
			if right[i] {
				v = VerdictRight
			}
			body, edge = theme.Soft(v.Role), ""
			words.Add(Row(theme.Space4, NewIcon(v.Icon, v.Role), Caption(v.Word).In(v.Role).OneLine()))
		}
		objects[i] = NewPanel(words, body, edge, theme.Space12)
	}
	return Flow(theme.Space8, objects...)
}
