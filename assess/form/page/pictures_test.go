package page_test

import (
	"bytes"
	"image"
	"image/png"
	"math/rand/v2"
	"testing"

	"fathom/assess"
	"fathom/assess/form/photo"
	"fathom/rubric/channelteam"
)

// TestPictures: what the page draws is read as what it says, and no picture is finer than a bad photograph allows.
func TestPictures(t *testing.T) {
	const version10 = 57 // modules
	m := assess.Compile(channelteam.Rubric())
	rng := rand.New(rand.NewPCG(22, 3))
	cases := []answered{madeUp(m, assess.FullDepth, rng), madeUp(m, "quick", rng)}
	for i, got := range run(t, m, &assess.Assessment{Depth: assess.FullDepth}, cases...) {
		if len(got.Picture) != version10 {
			t.Fatalf("case %d: %d modules", i, len(got.Picture))
		}
		var data bytes.Buffer
		if err := png.Encode(&data, drawn(got.Picture)); err != nil {
			t.Fatal(err)
		}
		texts, err := photo.Read("p.png", data.Bytes())
		if err != nil || len(texts) != 1 || texts[0] != got.Chain[0] {
			t.Errorf("case %d, of %d pictures: %v %q", i, len(got.Chain), err, texts)
		}
	}
}

// drawn is a picture of modules, with the border that a code has.
func drawn(modules []string) image.Image {
	const px, border = 4, 4
	side := (len(modules) + 2*border) * px
	out := image.NewGray(image.Rect(0, 0, side, side))
	for i := range out.Pix {
		x, y := i%side/px-border, i/side/px-border
		inside := x >= 0 && y >= 0 && x < len(modules) && y < len(modules)
		if !inside || modules[y][x] == '0' {
			out.Pix[i] = 255
		}
	}
	return out
}
