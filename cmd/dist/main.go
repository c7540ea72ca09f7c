// Command dist makes what a release offers to download, in one folder: an archive for each system, packages for Linux,
// a bill of materials, and the checksums of all of these. The same source makes the same bytes, in whatever folder it
// lies: names, order, modes and owners are fixed, and the only time in them is that of the commit. It calls no service;
// modules that the Go command does not have yet come from where that has them.
//
//	go run ./cmd/dist -version v1.2.3
package main

import (
	"debug/buildinfo"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	version := flag.String("version", "", "the release: v1.2.3, or a candidate of it: v1.2.3-rc.1")
	out := flag.String("out", "dist", "the folder that is filled")
	only := flag.String("targets", "", "these alone: linux/amd64,windows/arm64")
	packaged := flag.Bool("packages", true, "packages for Linux too; nfpm, which makes them, is fetched and compiled")
	flag.Parse()
	if err := run(distribution{root: ".", out: *out, packaged: *packaged}, *version, *only); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// distribution is one run: what is released, of which source, and where it goes.
type distribution struct {
	version  version
	source   source
	root     string // of the source
	out      string // what is handed out
	packaged bool   // for Linux, also as packages
	work     string // what goes when the run ends
}

// run fills the folder out with the release that a word names, for the targets in a list.
func run(d distribution, word, only string) (err error) {
	if d.version, err = parseVersion(word); err != nil {
		return err
	}
	targets, err := chosen(only)
	if err != nil {
		return err
	}
	if d.source, err = readSource(d.root); err != nil {
		return err
	}
	if err := emptied(d.out); err != nil {
		return err
	}
	if d.work, err = os.MkdirTemp("", "fathom-dist-*"); err != nil {
		return err
	}
	defer os.RemoveAll(d.work)
	if err := d.fill(targets); err != nil {
		return err
	}
	return writeSums(d.out)
}

// fill writes all but the checksums.
func (d distribution) fill(targets []target) error {
	shared, err := d.shared()
	if err != nil {
		return err
	}
	parts := parts{}
	binaries := map[target]string{}
	for _, t := range targets {
		if binaries[t], err = d.build(t); err != nil {
			return err
		}
		info, err := buildinfo.ReadFile(binaries[t])
		if err != nil {
			return err
		}
		parts.add(t, info)
	}
	licences, err := d.licences(parts)
	if err != nil {
		return err
	}
	shared = append(shared, licences)
	for _, t := range targets {
		if err := d.handOut(t, binaries[t], shared); err != nil {
			return err
		}
	}
	return d.writeBill(parts)
}

// handOut writes the archive of a target, and its packages where it has some.
func (d distribution) handOut(t target, binary string, shared []file) error {
	data, err := os.ReadFile(binary)
	if err != nil {
		return err
	}
	files := append([]file{{filepath.Base(binary), data, 0o755}}, shared...)
	name := d.name(t)
	if t.os == "windows" {
		err = d.write(name+".zip", zipped(name, files, d.source.time))
	} else {
		err = d.write(name+".tar.gz", tarred(name, files, d.source.time))
	}
	if err != nil || t.os != "linux" || !d.packaged {
		return err
	}
	return d.packages(t, files)
}

// name is what the files of a target begin with.
func (d distribution) name(t target) string {
	return fmt.Sprintf("fathom_%s_%s_%s", d.version, t.os, t.arch)
}

// write puts a file into the folder that is handed out.
func (d distribution) write(name string, fill func() ([]byte, error)) error {
	data, err := fill()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(filepath.Join(d.out, name), data, 0o644)
}

// emptied makes the folder, and removes from it what an earlier run left. A folder with anything else in it is refused.
func emptied(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != sumsName && !strings.HasPrefix(e.Name(), "fathom_") {
			return fmt.Errorf("%s has %s in it, which is no file of a release; name another folder with -out", dir, e.Name())
		}
	}
	for _, e := range entries {
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// target is a system that a release is for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

var here = target{runtime.GOOS, runtime.GOARCH}

// allTargets are the systems that a release is for.
func allTargets() []target {
	return []target{{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"},
		{"windows", "amd64"}, {"windows", "arm64"}, {"freebsd", "amd64"}}
}

// chosen are the targets in a list, all without one.
func chosen(list string) (out []target, err error) {
	if list == "" {
		return allTargets(), nil
	}
	for _, word := range strings.Split(list, ",") {
		before := len(out)
		for _, t := range allTargets() {
			if t.String() == word {
				out = append(out, t)
			}
		}
		if len(out) == before {
			return nil, fmt.Errorf("%q is no target of a release: %v", word, allTargets())
		}
	}
	return out, nil
}
