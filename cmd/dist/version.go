package main

import (
	"fmt"
	"regexp"
)

// version is that of a release, by semantic versioning: 1.2.3, or 1.2.3-rc.1 for what comes before it.
type version struct {
	core  string // 1.2.3
	stage string // alpha, beta, rc; "" for the release itself
	count string // 1
}

var versionForm = regexp.MustCompile(
	`^v((?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*))(?:-(alpha|beta|rc)\.([1-9]\d*))?$`)

func parseVersion(word string) (version, error) {
	m := versionForm.FindStringSubmatch(word)
	switch {
	case m != nil:
		return version{m[1], m[2], m[3]}, nil
	case word == "":
		return version{}, fmt.Errorf("no version is given: make dist VERSION=v1.2.3")
	case versionForm.MatchString("v" + word):
		return version{}, fmt.Errorf("a version begins with v, as its tag does: did you mean v%s?", word)
	}
	return version{}, fmt.Errorf("%q is no version of a release; write v1.2.3, and v1.2.3-rc.1 (or alpha, beta) for "+
		"what comes before it", word)
}

func (v version) String() string {
	if v.stage == "" {
		return v.core
	}
	return v.core + "-" + v.stage + "." + v.count
}

// before is how a packager writes the part behind the version that makes it an earlier one: deb and rpm put ~ before
// it, apk _ and wants no dot.
func (v version) before(packager string) string {
	switch {
	case v.stage == "":
		return ""
	case packager == "apk":
		return v.stage + v.count
	}
	return v.stage + "." + v.count
}
