// Package release says which build of the program this is, so that a result can name what made it. It knows nothing
// but what the linker wrote into the binary.
package release

import (
	"cmp"
	"runtime"
	"runtime/debug"
	"strings"
)

// What whoever packs the program may say with the linker's -X; never written to otherwise.
var (
	version string // 1.2.3
	commit  string // the full name of the commit
	date    string // of that commit, RFC 3339
)

// last is the newest version in the release notes; a test holds the two together. A build that knows no version of its
// own is of this one's source, or of one after it.
const last = ""

// Build is a build of the program. Commit and Date are "" where neither the packer nor the version control said them.
type Build struct {
	Version string `json:"version"` // as released, or a pseudo-version of the module, or what Source says
	Commit  string `json:"commit"`
	Date    string `json:"date"` // of the commit, RFC 3339
	Go      string `json:"go"`   // go1.26.8
	OS      string `json:"os"`
	Arch    string `json:"arch"`
}

// This is the build that runs: what the packer said comes before what version control did.
func This() Build {
	b := Build{Version: strings.TrimPrefix(version, "v"), Commit: commit, Date: date, Go: runtime.Version(),
		OS: runtime.GOOS, Arch: runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.fill(info)
	}
	b.Version = cmp.Or(b.Version, Source())
	return b
}

// fill takes from the version control what nobody else said.
func (b *Build) fill(info *debug.BuildInfo) {
	if info.Main.Version != "(devel)" {
		b.Version = cmp.Or(b.Version, strings.TrimPrefix(info.Main.Version, "v"))
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = cmp.Or(b.Commit, s.Value)
		case "vcs.time":
			b.Date = cmp.Or(b.Date, s.Value)
		}
	}
}

// Source is the version of a build from an archive of the source, which nothing says more of.
func Source() string {
	if last == "" {
		return "unreleased"
	}
	return last + "+source"
}

// Version is the version of this build, as results name it.
func Version() string { return This().Version }
