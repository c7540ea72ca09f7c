package main

import (
	"io"
	"os"
	"strings"
	"testing"
)

func BenchmarkZZ(b *testing.B) {
	args := strings.Fields(os.Getenv("ZZ"))
	b.ReportAllocs()
	for b.Loop() {
		a := app{in: strings.NewReader(""), out: io.Discard, err: io.Discard, getenv: func(string) string { return "" }}
		a.run(args)
	}
}
