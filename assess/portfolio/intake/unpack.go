package intake

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
)

// The first bytes of compressed data.
var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// isSkippable reports whether data begin as a frame that zstd passes over, RFC 8878 section 3.1.2: one of 16 magic
// numbers, as far as the data go. Such a frame may be the first, with the sizes of the others as pzstd writes it.
func isSkippable(head []byte) bool {
	if len(head) == 0 || head[0]&0xf0 != 0x50 {
		return false
	}
	return len(head) < 2 || bytes.HasPrefix([]byte{0x2a, 0x4d, 0x18}, head[1:])
}

// maxWindow bounds the memory that zstd data may ask for.
const maxWindow = 64 << 20

// decompress reads gzip and zstd, told by their first bytes, and everything else as it is.
func decompress(r io.Reader) (io.Reader, func(), error) {
	head, err := firstBytes(r)
	if err != nil {
		return nil, nil, err
	}
	whole := io.MultiReader(bytes.NewReader(head), r)
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		z, err := gzip.NewReader(whole)
		return z, func() {}, err
	case bytes.Equal(head, zstdMagic), len(head) == len(zstdMagic) && isSkippable(head):
		z, err := zstd.NewReader(whole, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return whole, func() {}, nil
}

// firstBytes reads as many bytes as tell whether data are compressed, and waits for no more: a line on a pipe may be
// shorter.
func firstBytes(r io.Reader) ([]byte, error) {
	head := make([]byte, 0, len(zstdMagic))
	for len(head) < cap(head) && (bytes.HasPrefix(gzipMagic, head) || bytes.HasPrefix(zstdMagic, head) ||
		isSkippable(head)) {
		n, err := r.Read(head[len(head) : len(head)+1])
		head = head[:len(head)+n]
		switch {
		case errors.Is(err, io.EOF):
			return head, nil
		case err != nil:
			return nil, err
		}
	}
	return head, nil
}
