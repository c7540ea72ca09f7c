package release

import (
	"os"
	"regexp"
	"runtime/debug"
	"testing"
)

// TestFill: the packer's word comes first, then the version control's, then what is known of the source.
func TestFill(t *testing.T) {
	stamped := &debug.BuildInfo{Main: debug.Module{Version: "v1.4.0"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0a1b"}, {Key: "vcs.time", Value: "2026-11-02T03:04:05Z"},
		{Key: "vcs.modified", Value: "true"}}}
	for _, c := range []struct {
		what string
		said Build
		info *debug.BuildInfo
		want Build
	}{
		{"packed", Build{Version: "1.5.0", Commit: "ff", Date: "2026-11-03T00:00:00Z"}, stamped,
			Build{Version: "1.5.0", Commit: "ff", Date: "2026-11-03T00:00:00Z"}},
		{"version control", Build{}, stamped, Build{Version: "1.4.0", Commit: "0a1b", Date: "2026-11-02T03:04:05Z"}},
		{"an archive", Build{}, &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, Build{}},
	} {
		got := c.said
		if got.fill(c.info); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.what, got, c.want)
		}
	}
}

// TestLast holds the source's version to the release notes.
func TestLast(t *testing.T) {
	notes, err := os.ReadFile("../../.github/CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	newest := ""
	if m := regexp.MustCompile(`(?m)^## v?(\d+\.\d+\.\d+)`).FindSubmatch(notes); m != nil {
		newest = string(m[1])
	}
	if newest != last {
		t.Errorf("the release notes say %q, the program %q", newest, last)
	}
}

// TestThis: a build always has a version and says what it runs on.
func TestThis(t *testing.T) {
	b := This()
	if b.Version == "" || b.Go == "" || b.OS == "" || b.Arch == "" || Version() != b.Version {
		t.Errorf("%+v", b)
	}
}
