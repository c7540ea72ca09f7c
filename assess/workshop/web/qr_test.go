package web

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"rsc.io/qr"
)

const shownURL = "http://192.168.137.105:28080/j/K3H5QLHvPDgO8H21FUp1K" // 52 characters

// TestQRInTerminal reads the blocks back: with colours black is drawn on white, without them a dark terminal's ground
// is the black. The border of two modules is there, and the picture is 37 columns wide and 19 lines high.
func TestQRInTerminal(t *testing.T) {
	code, err := qr.Encode(shownURL, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	for _, colour := range []bool{true, false} {
		text, err := QR(shownURL, colour)
		if err != nil {
			t.Fatal(err)
		}
		text = strings.NewReplacer("\x1b[30;107m", "", "\x1b[0m", "").Replace(text)
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		if len(lines) != 19 {
			t.Fatalf("%d lines", len(lines))
		}
		for y, line := range lines {
			signs := []rune(line)
			if len(signs) != 37 {
				t.Fatalf("%d columns", len(signs))
			}
			for x, sign := range signs {
				upper, lower := strings.ContainsRune("█▀", sign), strings.ContainsRune("█▄", sign)
				if upper != (code.Black(x-2, 2*y-2) == colour) || lower != (code.Black(x-2, 2*y-1) == colour) {
					t.Fatalf("colour %v: the modules at %d, %d are wrong", colour, x, 2*y)
				}
			}
		}
	}
}

// TestQRInPage draws the path of the SVG again and compares it, with a border of four modules.
func TestQRInPage(t *testing.T) {
	code, err := qr.Encode(shownURL, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	svg, err := svgOf(shownURL)
	if err != nil {
		t.Fatal(err)
	}
	side := code.Size + 8
	if !strings.Contains(string(svg), `viewBox="0 0 `+strconv.Itoa(side)+" ") {
		t.Errorf("no border of four in %.200s", svg)
	}
	black := map[[2]int]bool{}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1H\d+z`).FindAllStringSubmatch(string(svg), -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		n, _ := strconv.Atoi(m[3])
		for i := range n {
			black[[2]int{x + i, y}] = true
		}
	}
	for y := range side {
		for x := range side {
			if black[[2]int{x, y}] != code.Black(x-4, y-4) {
				t.Fatalf("the module at %d, %d is wrong", x, y)
			}
		}
	}
}

// TestQROfTooMuch: what no picture can hold is an error.
func TestQROfTooMuch(t *testing.T) {
	if _, err := QR(strings.Repeat("x", 5000), true); err == nil {
		t.Error("no error")
	}
}
