// Package photo reads the QR codes in a picture: of a screen, of paper, taken with a phone.
package photo

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // the formats of phones and of pictures of a screen
	_ "image/png"

	"github.com/makiuchi-d/gozxing"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// The limits of a picture. What exceeds one is refused with a problem that names it.
const (
	MaxBytes  = 30 << 20
	MaxPixels = 60_000_000
)

// IsPicture reports whether a file is a picture, by how it begins: also one of a kind that [Read] refuses.
func IsPicture(data []byte) bool { return kindOf(data) != "" }

// kindOf is the format of a picture, "" for what is none.
func kindOf(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")), bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "readable"
	case len(data) > 12 && string(data[4:8]) == "ftyp":
		return "HEIC"
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "WebP"
	case bytes.HasPrefix(data, []byte("GIF8")):
		return "GIF"
	}
	return ""
}

// Read returns the texts of the QR codes in a picture, PNG or JPEG. One without any is no error. The error is a
// [problem.List].
func Read(file string, data []byte) (texts []string, err error) {
	refuse := func(kind string, m say.Message) ([]string, error) {
		return nil, problem.List{{File: file, Kind: kind, Message: m}}
	}
	if kind := kindOf(data); kind != "readable" {
		return refuse("picture", say.Both("a picture of the kind %[1]s; save it as JPEG or PNG", "这是 %[1]s 图片；请另存为 JPEG 或 PNG", kind))
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return refuse("picture", say.Both("the picture is damaged", "图片已损坏"))
	}
	if len(data) > MaxBytes || size.Width*size.Height > MaxPixels {
		return refuse("too-large", say.Both("the picture has more than %[1]d million pixels or %[2]d MiB", "图片超过 %[3]d 万像素或 %[2]d MiB", MaxPixels/1_000_000, MaxBytes>>20, MaxPixels/10_000))
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return refuse("picture", say.Both("the picture is damaged", "图片已损坏"))
	}
	return codesIn(grey(picture)), nil
}

// grey is a picture without its colours: what is clear on white is white.
func grey(from image.Image) *image.Gray {
	b := from.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			r, g, bl, a := from.At(b.Min.X+x, b.Min.Y+y).RGBA()
			light := (299*r+587*g+114*bl)/1000 + (0xffff - a)
			out.SetGray(x, y, color.Gray{Y: uint8(min(light, 0xffff) >> 8)})
		}
	}
	return out
}

// codesIn reads a picture in several sizes: the pattern of a screen's own pixels is in the way in the largest, and
// small codes are lost in the others.
func codesIn(picture *image.Gray) (texts []string) {
	seen := map[string]bool{}
	for ; picture.Rect.Dx() > 80; picture = half(picture) {
		for _, text := range codesAt(picture) {
			if !seen[text] {
				seen[text] = true
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// codesAt reads a picture as it is, with both ways to tell black from white. The library is made for pictures of all
// kinds, and its panics at strange ones are as good as finding nothing.
func codesAt(picture *image.Gray) (texts []string) {
	defer func() { _ = recover() }()
	source := gozxing.NewLuminanceSourceFromImage(picture)
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source),
		gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue
		}
		if matrix, err := bitmap.GetBlackMatrix(); err == nil {
			texts = append(texts, codesOf(matrix)...)
		}
	}
	return texts
}

// half is a picture at half its size.
func half(from *image.Gray) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, from.Rect.Dx()/2, from.Rect.Dy()/2))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			row, next := from.Pix[2*y*from.Stride+2*x:], from.Pix[(2*y+1)*from.Stride+2*x:]
			sum := int(row[0]) + int(row[1]) + int(next[0]) + int(next[1])
			out.Pix[y*out.Stride+x] = uint8(sum / 4)
		}
	}
	return out
}
