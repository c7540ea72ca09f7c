package quick

import (
	"bytes"
	"testing"
)

// TestTextEnd: wherever the first byte stands that no string holds, it is found, whatever stands around it.
func TestTextEnd(t *testing.T) {
	for size := range 2 * window {
		for _, around := range []byte{' ', 'a', '#', ']', 0x7f, 0x80, 0xff} {
			for b := range 256 {
				data := bytes.Repeat([]byte{around}, size)
				at := size / 2
				if size > 0 {
					data[at] = byte(b)
				}
				want, ascii := 0, true
				for ; want < size && data[want] >= ' ' && data[want] != '"' && data[want] != '\\'; want++ {
					ascii = ascii && data[want] < 0x80
				}
				if end, is := textEnd(data, 0); end != want || is != ascii {
					t.Fatalf("%q: end %d, ASCII %v; want %d, %v", data, end, is, want, ascii)
				}
			}
		}
	}
}
