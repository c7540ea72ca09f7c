package photo_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"rsc.io/qr"
	"rsc.io/qr/coding"

	"fathom/assess/form/photo"
)

// shot is how a code is photographed.
type shot struct {
	side    float64 // pixels of the code with its border
	degrees float64 // turned by
	slant   float64 // how much farther the one side is away than the other, in distances of the middle
}

// colour is what the camera sees at a place, in sides of the code from its middle: the code, its border, or the table.
func colour(code *coding.Code, u, v float64) float64 {
	modules := float64(code.Size + 8)
	x, y := int(math.Floor((u+0.5)*modules)), int(math.Floor((v+0.5)*modules))
	switch {
	case x < 0 || y < 0 || x >= code.Size+8 || y >= code.Size+8:
		return 90
	case code.Black(x-4, y-4):
		return 30
	}
	return 235
}

// photograph is a code as a camera sees it: each pixel is the mean of what it covers, with some noise.
func photograph(code *coding.Code, s shot, rng *rand.Rand) *image.Gray {
	const fine = 2
	side := int(1.6 * s.side)
	out := image.NewGray(image.Rect(0, 0, side, side))
	sin, cos := math.Sincos(s.degrees * math.Pi / 180)
	for i := range out.Pix {
		sum := 0.0
		for k := range fine * fine {
			x := float64(i%side) + (float64(k%fine)+0.5)/fine - float64(side)/2
			y := float64(i/side) + (float64(k/fine)+0.5)/fine - float64(side)/2
			u, v := (x*cos+y*sin)/s.side, (y*cos-x*sin)/s.side
			depth := 1 + s.slant*v + s.slant/2*u
			sum += colour(code, u/depth, v/depth)
		}
		out.Pix[i] = uint8(min(max(sum/fine/fine+4*rng.NormFloat64(), 0), 255))
	}
	return out
}

// TestAtASlant: codes are read however they are turned, seen from aside, as large as a chat leaves them: those that
// pages draw, and those of version 16 that earlier ones drew.
func TestAtASlant(t *testing.T) {
	rng := rand.New(rand.NewPCG(22, 2))
	for version, long := range map[coding.Version]int{10: 284, 16: 628} {
		plan, err := coding.NewPlan(version, coding.M, 3)
		if err != nil {
			t.Fatal(err)
		}
		text := "FATHOM1:Z:100/101:0A1B2C3D:" + strings.Repeat("A1-+./:Z9", 70)[:long]
		code, err := plan.Encode(coding.Alpha(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, slant := range []float64{0.15, 0.25} {
			for degrees := 0.0; degrees < 360; degrees += 61 {
				data := pngOf(t, photograph(code, shot{420, degrees, slant}, rng))
				if got, err := photo.Read("p", data); err != nil || len(got) != 1 || got[0] != text {
					t.Errorf("version %d, turned by %v degrees, at a slant of %v: %v %q", version, degrees, slant, err, got)
				}
			}
		}
	}
}

// TestCornersOfNothing: a picture full of what looks like corners of codes, and a code in it.
func TestCornersOfNothing(t *testing.T) {
	const text, px = "FATHOM1:Z:1/1:0A1B2C3D:ABC", 4
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewGray(image.Rect(0, 0, 800, 800))
	for i := range out.Pix {
		x, y := i%800/px, i/800/px
		black := code.Black(x%25, y%25) && x%25 < 7 && y%25 < 7
		if x >= 50 && y >= 50 && x < 60+code.Size && y < 60+code.Size {
			black = code.Black(x-55, y-55)
		}
		if !black {
			out.Pix[i] = 255
		}
	}
	if got, err := photo.Read("p", pngOf(t, out)); err != nil || len(got) > 1 || len(got) == 1 && got[0] != text {
		t.Errorf("%v %q", err, got)
	}
}

func pngOf(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
