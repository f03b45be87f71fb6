// Package widgets is what screens are made of: text, buttons, cards, rows,
// layouts, and the parts of a question. Each widget is small, follows the
// theme's roles and text scale, works with mouse and keyboard, and tells its
// words to tests (Words). None reads a clock, starts a goroutine, fetches
// anything, or draws over other widgets.
//
// Three ideas run through it.
//
// Height for width: text wraps, so its height depends on its width. Column,
// Row, Columns, Card, Page and the others ask HeightFor before they place
// things, so that one pass of layout is enough. Fyne's own containers may
// stand between them.
//
// Clicking never takes the focus: single keys (1-4, Space, A-F) reach the
// screen also after a click. Tab does move the focus to buttons and rows;
// Enter or Space then presses them, and all other keys go on to the screen.
//
// Colour by role: a role is a name of app/theme (theme.ColorWrong).
package widgets
