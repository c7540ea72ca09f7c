package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// nfpm makes the packages. It is pinned here and no dependency of the program, which must not grow by a release.
const nfpm = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.4"

// packages writes a package of each kind for a target. Files are those of the archive.
func (d distribution) packages(t target, files []file) error {
	stage := filepath.Join(d.work, "stage_"+t.arch)
	for _, f := range files {
		path := filepath.Join(stage, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.data, 0o644); err != nil {
			return err
		}
	}
	for _, packager := range []string{"deb", "rpm", "apk"} {
		config, err := json.Marshal(d.recipe(t, packager, stage, files)) // JSON is YAML
		if err != nil {
			return err
		}
		path := filepath.Join(d.work, packager+"_"+t.arch+".yaml")
		if err := os.WriteFile(path, config, 0o644); err != nil {
			return err
		}
		out, err := filepath.Abs(filepath.Join(d.out, d.name(t)+"."+packager))
		if err != nil {
			return err
		}
		env := []string{fmt.Sprint("SOURCE_DATE_EPOCH=", d.source.time.Unix()), "GOFLAGS=-trimpath"}
		_, err = output(d.work, env, "go", "run", nfpm, "package", "-f", path, "-p", packager, "-t", out)
		if err != nil {
			return err
		}
	}
	return nil
}

// recipe is what nfpm is to make.
func (d distribution) recipe(t target, packager, stage string, files []file) map[string]any {
	var contents []any
	for _, f := range files {
		if to := installed(f.name, packager); to != "" {
			contents = append(contents, map[string]any{
				"src": filepath.Join(stage, filepath.FromSlash(f.name)), "dst": to,
				"file_info": map[string]any{"mode": uint32(f.mode.Perm()), "owner": "root", "group": "root",
					"mtime": d.source.time.Format(time.RFC3339)},
			})
		}
	}
	return map[string]any{
		"name": "fathom", "arch": t.arch, "platform": t.os, "version_schema": "none", "version": d.version.core,
		"prerelease": d.version.before(packager), "release": "1", "maintainer": "Fathom maintainers", "license": "Apache-2.0",
		"section": "utils", "priority": "optional", "mtime": d.source.time.Format(time.RFC3339), "contents": contents,
		"description": "Maturity of sales channels: where the gap is, what to do first\n" +
			"Rates a sales-channel team and its partners against a rubric, in files alone.",
		"umask": uint32(fs.FileMode(0o022)),
		"rpm":   map[string]any{"buildhost": "fathom", "group": "Applications/Productivity"},
	}
}

// installed is where a file of the archive goes on a system; "" for nowhere.
func installed(name, packager string) string {
	switch {
	case name == "fathom":
		return "/usr/bin/fathom"
	case name == completions()["powershell"]:
		return ""
	case name == completions()["zsh"] && packager == "deb": // Debian's zsh looks here alone
		return "/usr/share/zsh/vendor-completions/_fathom"
	case name == "LICENSE" && packager == "deb":
		return "/usr/share/doc/fathom/copyright"
	case strings.HasPrefix(name, "share/"):
		return "/usr/" + name
	}
	return "/usr/share/doc/fathom/" + name
}
