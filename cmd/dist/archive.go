package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"time"
)

// tarred packs files into a folder of a .tar.gz. They are owned by root, as those of a system are.
func tarred(folder string, files []file, at time.Time) func() ([]byte, error) {
	return func() ([]byte, error) {
		var b bytes.Buffer
		packed, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			return nil, err
		}
		w := tar.NewWriter(packed)
		for _, f := range files {
			head := &tar.Header{Typeflag: tar.TypeReg, Name: folder + "/" + f.name, Size: int64(len(f.data)),
				Mode: int64(f.mode), ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatUSTAR}
			if err := w.WriteHeader(head); err != nil {
				return nil, err
			}
			if _, err := w.Write(f.data); err != nil {
				return nil, err
			}
		}
		err = errors.Join(w.Close(), packed.Close())
		return b.Bytes(), err
	}
}

// zipped packs files into a folder of a .zip.
func zipped(folder string, files []file, at time.Time) func() ([]byte, error) {
	return func() ([]byte, error) {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, f := range files {
			head := &zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: at}
			head.SetMode(f.mode)
			part, err := w.CreateHeader(head)
			if err != nil {
				return nil, err
			}
			if _, err := part.Write(f.data); err != nil {
				return nil, err
			}
		}
		err := w.Close()
		return b.Bytes(), err
	}
}
