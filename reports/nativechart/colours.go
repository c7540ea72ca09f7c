package nativechart

import (
	"bytes"
	_ "embed"

	"fathom/reports/doc"
)

//go:embed theme.xml
var theme []byte

// Theme is the part with the colours and fonts of our own documents, in the colour of a brand where there is one.
func Theme(b *doc.Brand) []byte {
	if b == nil || b.Accent == "" {
		return theme
	}
	return bytes.Replace(theme, []byte("0072B2"), []byte(b.Accent[1:]), 1)
}

// shades are the grounds of values, from the lowest to the highest, as on the page.
var shades = [...]string{"#DEEEF5", "#C9E3EE", "#B1D5E6", "#96C5DC", "#7AB3D0", "#5B9FC2", "#3F8AB2", "#2773A0",
	"#155B87", "#08426A"}

// firstDark is the first of the grounds on which white is easier to read than black.
const firstDark = 7

// Shade is the ground of a value in a heat map by where it lies on its scale, 0 to 1, the darker the higher, and the
// colour of text on it, both as #RRGGBB.
func Shade(position float64) (ground, ink string) {
	k := max(0, min(int(position*float64(len(shades))), len(shades)-1))
	if k >= firstDark {
		return shades[k], "#FFFFFF"
	}
	return shades[k], "#0B1E2B"
}
