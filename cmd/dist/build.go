package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// build makes the program for a target and returns where it is.
func (d distribution) build(t target) (string, error) {
	path := filepath.Join(d.work, t.os+"_"+t.arch, "fathom")
	if t.os == "windows" {
		path += ".exe"
	}
	if _, err := os.Stat(path); err == nil {
		return path, nil // it made the manual already
	}
	_, err := output(d.root, t.environment(), "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", d.stamp(),
		"-o", path, "./cmd/fathom")
	return path, err
}

// environment is all that a build depends on beside the source and the version of Go.
func (t target) environment() []string {
	return []string{"GOOS=" + t.os, "GOARCH=" + t.arch, "CGO_ENABLED=0", "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=",
		"GOEXPERIMENT=", "GODEBUG="}
}

// stamp is what the linker writes into the program.
func (d distribution) stamp() string {
	const name = "fathom/rubric/release"
	return fmt.Sprintf("-s -w -X %s.version=%s -X %s.commit=%s -X %s.date=%s", name, d.version, name, d.source.commit,
		name, d.source.time.Format(time.RFC3339))
}
