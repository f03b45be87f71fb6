package library

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"image"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

// media finds the pictures that questions show.
func (m *model) media(hash string) (quiz.Media, error) { return m.act.Reader().Media(ctx(), hash) }

// readPicture reads a picture from a file and keeps it with the others.
func (m *model) readPicture(path string) (quiz.Media, error) {
	info, err := os.Stat(path)
	if err != nil {
		return quiz.Media{}, fmt.Errorf("take the picture %s: it cannot be read", filepath.Base(path))
	}
	if info.IsDir() || info.Size() > storage.MostMedia {
		return quiz.Media{}, fmt.Errorf("take the picture %s: %w", filepath.Base(path), storage.ErrTooBig)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return quiz.Media{}, fmt.Errorf("take the picture %s: %w", filepath.Base(path), err)
	}
	if _, err := pictureSize(data); err != nil {
		return quiz.Media{}, fmt.Errorf("take the picture %s: %w", filepath.Base(path), err)
	}
	return m.act.AddMedia(ctx(), filepath.Base(path), data)
}

// Limits of a picture, as the widgets that show it have them.
const (
	mostPixels = 40_000_000
	mostSide   = 16384
)

var errNoPicture = errors.New("it is no picture that can be shown; PNG, JPEG, GIF, WebP and BMP can")

// pictureSize is how many pixels wide and high a picture is.
func pictureSize(data []byte) (fyne.Size, error) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fyne.Size{}, errNoPicture
	}
	if c.Width < 1 || c.Height < 1 || c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPixels {
		return fyne.Size{}, fmt.Errorf("it has %d × %d pixels, which is too many or too few", c.Width, c.Height)
	}
	return fyne.NewSize(float32(c.Width), float32(c.Height)), nil
}

// picturePath is the file that a pasted text names, if it is that of a
// picture: a path, or a file:// address as file managers copy it.
func picturePath(text string) (path string, ok bool) {
	text = strings.TrimSpace(text)
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = strings.TrimSpace(text[:i])
	}
	if u, err := url.Parse(text); err == nil && u.Scheme == "file" {
		text = filepath.FromSlash(u.Path)
	}
	switch strings.ToLower(filepath.Ext(text)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp":
	default:
		return "", false
	}
	if !filepath.IsAbs(text) {
		return "", false
	}
	info, err := os.Stat(text)
	return text, err == nil && info.Mode().IsRegular()
}

// pastePicture takes a pasted text that names a picture's file.
func (s *Screen) pastePicture(text string) bool {
	path, ok := picturePath(text)
	if ok {
		s.takePicture(path)
	}
	return ok
}

// choosePicture takes the picture whose path was copied, or asks for a file.
func (s *Screen) choosePicture() {
	if s.pastePicture(fyne.CurrentApp().Clipboard().Content()) {
		return
	}
	s.shell.ChooseFile(func(path string) {
		s.shell.Visit(path)
		s.takePicture(path)
	})
}

// takePicture puts a picture into the question being edited: as the picture
// that is asked about where its kind has one, else into the text with the
// cursor.
func (s *Screen) takePicture(path string) {
	v := s.editor
	if v == nil {
		return
	}
	m, err := s.model.readPicture(path)
	if err != nil {
		s.shell.Fail(err)
		return
	}
	d := v.draft
	if d.before.Kind == quiz.Hotspot || d.before.Kind == quiz.Flip && d.Picture != nil {
		v.setPicture(m.Ref())
		return
	}
	s.shell.AskText("What does the picture show, in words?", "", "Put it into the text", func(alt string) { v.putPicture(m.Ref(), oneLine(alt)) })
}

// putPicture writes a picture into the text with the cursor.
func (v *editView) putPicture(ref, alt string) {
	d := v.draft
	if d.Markup == quiz.Plain {
		d.Markup = quiz.Markdown
		v.screen.shell.Say("The text is written as Markdown now, so that it can hold a picture.")
	}
	text := fmt.Sprintf(`<img src="%s" alt="%s">`, ref, html.EscapeString(alt))
	if d.Markup == quiz.Markdown {
		text = fmt.Sprintf("![%s](%s)", strings.NewReplacer("[", "(", "]", ")").Replace(alt), ref)
	}
	f := v.first
	if v.last != nil && v.last.MultiLine {
		f = v.last
	}
	f.insert(text)
	v.again(f.spot, f.name)
}

// setPicture makes a picture the one that is asked about; places marked in
// another one stay.
func (v *editView) setPicture(ref string) {
	d := v.draft
	if d.Picture == nil {
		d.Picture = &quiz.Picture{}
	}
	d.Picture.Media = ref
	v.again(spot{}, "alt")
}

// addPlace marks a place in the picture.
func (v *editView) addPlace(r quiz.Region) {
	p := v.draft.Picture
	p.Regions = append(p.Regions, r)
	v.again(spot{part: "place", i: len(p.Regions) - 1}, "text")
}

// picture is the part of the form for the picture that is asked about.
func (v *editView) picture() fyne.CanvasObject {
	d := v.draft
	choose := widgets.SecondaryButton("Choose a picture", v.screen.choosePicture).WithKey("Ctrl I")
	if d.Picture == nil {
		if d.before.Kind != quiz.Hotspot {
			return widgets.CheckRow("Ask about a place in a picture", "The place is covered, and its label is asked for.", false, func(bool) {
				d.Picture = &quiz.Picture{}
				v.stay()
			})
		}
		return framed(widgets.Muted("The learner points at a place in a picture. Drop a picture on the window, paste the path of one, or choose a file."), widgets.Flow(0, choose))
	}
	p := d.Picture
	var shown fyne.CanvasObject = widgets.Muted("Drop a picture on the window, paste the path of one, or choose a file.")
	if p.Media != "" {
		shown = newRegions(p, v.screen.model.media, v.addPlace, func(i int) { v.again(spot{part: "place", i: i}, "text") })
	}
	_, alt := v.labelled("What the picture shows, in words", "alt", p.Alt, 1, func(s string) { p.Alt = oneLine(s) })
	parts := []fyne.CanvasObject{shown, widgets.Flow(theme.Space8, choose, widgets.QuietButton("Without a picture", func() { d.Picture = nil; v.stay() })), alt}
	for i := range p.Regions {
		parts = append(parts, v.place(i))
	}
	parts = append(parts, v.adder("a place", func() { v.grow(spot{part: "place"}) }))
	if d.before.Kind == quiz.Flip && len(p.Regions) > 1 {
		parts = append(parts, widgets.CheckRow("Cover every place", "Else only the one asked for is covered.", p.HideAll, func(on bool) { p.HideAll = on; v.look() }))
	}
	return framed(parts...)
}

// place is a place in the picture: its label, where it is, whether it is asked
// for.
func (v *editView) place(i int) fyne.CanvasObject {
	p := v.draft.Picture
	r := &p.Regions[i]
	at := spot{part: "place", i: i}
	asked := widgets.Toggle("asked for", p.Asked == i, func(bool) { p.Asked = i; v.stay() })
	side := func(label string, value *float64) fyne.CanvasObject {
		return widgets.Column(2, widgets.Caption(label), widgets.Stepper(int(*value*100+.5), 0, 100, 1, "%", func(n int) {
			*value = float64(n) / 100
			v.form.Refresh()
			v.look()
		}))
	}
	return framed(v.rowHead(pictureName(i), at, true, asked),
		v.box("What is there", at, "text", r.Label, 1, func(s string) { r.Label = oneLine(s) }),
		widgets.Columns(theme.Space8, 150, side("from the left", &r.X), side("from the top", &r.Y), side("wide", &r.W), side("high", &r.H)))
}
