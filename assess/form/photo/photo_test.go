package photo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rsc.io/qr"

	"fathom/assess/form/photo"
	"fathom/rubric/problem"
)

// draw draws codes beside each other on a picture that is none of them, so many pixels a module.
func draw(t *testing.T, px int, texts ...string) *image.Gray {
	t.Helper()
	out := image.NewGray(image.Rect(0, 0, 900*len(texts), 1000))
	for i := range out.Pix {
		out.Pix[i] = uint8(90 + i%7)
	}
	for k, text := range texts {
		code, err := qr.Encode(text, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		side := code.Size + 8
		for y := range side * px {
			for x := range side * px {
				c := color.Gray{Y: 250}
				if code.Black(x/px-4, y/px-4) {
					c.Y = 15
				}
				out.SetGray(900*k+60+x, 80+y, c)
			}
		}
	}
	return out
}

// TestRead: several codes of one picture are read, each once, in PNG and in JPEG.
func TestRead(t *testing.T) {
	want := []string{"FATHOM1:Z:1/2:0A1B2C3D:" + strings.Repeat("A1-", 100),
		"FATHOM1:Z:2/2:0A1B2C3D:" + strings.Repeat("+B.", 90)}
	picture := draw(t, 9, want...)
	var asPNG, asJPEG bytes.Buffer
	err := errors.Join(png.Encode(&asPNG, picture), jpeg.Encode(&asJPEG, picture, &jpeg.Options{Quality: 60}))
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{asPNG.Bytes(), asJPEG.Bytes()} {
		got, err := photo.Read("p", data)
		slices.Sort(got)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v %q", err, got)
		}
	}
}

// TestRefuses: what is no picture, or too large a one, is refused before it is unpacked; one without a code is empty.
func TestRefuses(t *testing.T) {
	var blank bytes.Buffer
	if err := png.Encode(&blank, image.NewGray(image.Rect(0, 0, 200, 200))); err != nil {
		t.Fatal(err)
	}
	if got, err := photo.Read("p", blank.Bytes()); err != nil || got != nil {
		t.Errorf("%v %q", err, got)
	}
	bomb := slices.Clone(blank.Bytes())
	binary.BigEndian.PutUint32(bomb[16:], 60_000)
	binary.BigEndian.PutUint32(bomb[20:], 60_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for want, data := range map[string][]byte{
		"60 million pixels": bomb,
		"damaged":           blank.Bytes()[:60],
		"HEIC":              []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"),
		"WebP":              []byte("RIFF\x00\x00\x00\x00WEBPVP8 "),
	} {
		_, err := photo.Read("p", data)
		var list problem.List
		if !photo.IsPicture(data) || !errors.As(err, &list) || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if photo.IsPicture([]byte("name,role\n")) {
		t.Error("a table is a picture")
	}
}

// TestStrangePictures: noise and torn codes are no reason to fail.
func TestStrangePictures(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		picture := draw(t, 6, "FATHOM1:Z:1/1:0A1B2C3D:ABC")
		for range 1 + rng.IntN(200_000) {
			picture.Pix[rng.IntN(len(picture.Pix))] = uint8(rng.Uint32())
		}
		var out bytes.Buffer
		if err := png.Encode(&out, picture); err != nil {
			t.Fatal(err)
		}
		if _, err := photo.Read("p", out.Bytes()); err != nil {
			t.Error(err)
		}
	}
}
