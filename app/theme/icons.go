package theme

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/assets"
)

// IconName names one icon of the family, a file in assets/icons.
type IconName string

// The icons that more than one package names.
const (
	IconToday    IconName = "today"
	IconReview   IconName = "review"
	IconPractice IconName = "practice"
	IconExam     IconName = "exam"
	IconLibrary  IconName = "library"
	IconCodes    IconName = "codes"
	IconCareers  IconName = "careers"
	IconProgress IconName = "progress"
	IconSettings IconName = "settings"
	IconSearch   IconName = "search"

	IconTick            IconName = "tick"
	IconCross           IconName = "cross"
	IconPartly          IconName = "partly"
	IconWarning         IconName = "warning"
	IconInfo            IconName = "info"
	IconClose           IconName = "close"
	IconPlus            IconName = "plus"
	IconMinus           IconName = "minus"
	IconCheckBox        IconName = "check-box"
	IconCheckBoxChecked IconName = "check-box-checked"
	IconRadio           IconName = "radio"
	IconRadioChecked    IconName = "radio-checked"
	IconChevronRight    IconName = "chevron-right"
	IconChevronDown     IconName = "chevron-down"
)

// icon is an SVG of ours in the colour of a role.
type icon struct {
	name string
	svg  string
	role fyne.ThemeColorName
}

// Icon is the named icon in the colour of text. A name that is not in
// assets/icons is a mistake in our code, and panics.
func Icon(name IconName) fyne.Resource { return TintedIcon(name, ColorText) }

// TintedIcon is the named icon in the colour of a role.
func TintedIcon(name IconName, role fyne.ThemeColorName) fyne.Resource {
	svg, ok := assets.Icon(string(name))
	if !ok {
		panic(fmt.Sprintf("theme: no icon %q in assets/icons", name))
	}
	return &icon{name: string(name), svg: svg, role: role}
}

// Name tells Fyne's image cache the icons apart.
func (i *icon) Name() string { return string(i.role) + "_" + i.name + ".svg" }

// ThemeColorName is the role.
func (i *icon) ThemeColorName() fyne.ThemeColorName { return i.role }

// Content is the SVG, in the role's colour now.
func (i *icon) Content() []byte {
	c := color.NRGBAModel.Convert(Color(i.role)).(color.NRGBA)
	return []byte(strings.ReplaceAll(i.svg, assets.Ink, fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)))
}
