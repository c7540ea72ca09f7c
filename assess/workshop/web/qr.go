package web

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// quiet is the white border that a QR picture needs on each side, in modules.
const quiet = 4

// picture is a QR code, with its white border: which modules are black.
type picture struct {
	side  int
	black func(x, y int) bool
}

func pictureOf(text string) (picture, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return picture{}, err
	}
	return picture{code.Size + 2*quiet, func(x, y int) bool { return code.Black(x-quiet, y-quiet) }}, nil
}

// QR draws a text as a QR picture for a terminal: two modules in one character. The colours are set, because the
// picture cannot be read by every phone when light and dark are exchanged, as they are on a dark terminal. Without
// colour it is drawn for a dark terminal, light modules as blocks.
func QR(text string, colour bool) (string, error) {
	p, err := pictureOf(text)
	if err != nil {
		return "", err
	}
	const halfQuiet = quiet / 2 // a terminal has a margin of its own
	var b strings.Builder
	for y := halfQuiet; y < p.side-halfQuiet; y += 2 {
		if colour {
			b.WriteString("\x1b[30;107m")
		}
		for x := halfQuiet; x < p.side-halfQuiet; x++ {
			b.WriteString(half(p.black(x, y), p.black(x, y+1), colour))
		}
		if colour {
			b.WriteString("\x1b[0m")
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// half is two modules, one above the other. With colour black is drawn on white, without it white on black.
func half(upper, lower, colour bool) string {
	if !colour {
		upper, lower = !upper, !lower
	}
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}

// svgOf draws a QR picture: one path of black on white, whatever the colours of the page.
func svgOf(text string) ([]byte, error) {
	p, err := pictureOf(text)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[1]d" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path d="`, p.side)
	for y := range p.side {
		for x := 0; x < p.side; x++ {
			from := x
			for x < p.side && p.black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1H%dz", from, y, x-from, from)
			}
		}
	}
	b.WriteString(`"/></svg>` + "\n")
	return []byte(b.String()), nil
}
