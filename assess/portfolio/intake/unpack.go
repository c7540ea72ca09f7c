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
	case bytes.Equal(head, zstdMagic):
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
	for len(head) < cap(head) && (bytes.HasPrefix(gzipMagic, head) || bytes.HasPrefix(zstdMagic, head)) {
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
