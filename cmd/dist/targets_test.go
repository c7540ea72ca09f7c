package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var fetched = regexp.MustCompile(`target=([a-z0-9_]+)`)

// TestTargetsFetched: each machine that a pipeline fetches a release for has one. GitHub has no FreeBSD to offer, and
// runners of GitLab on Windows read no shell script.
func TestTargetsFetched(t *testing.T) {
	for path, without := range map[string][]string{
		".github/actions/check/action.yml": {"freebsd_amd64"},
		".gitlab/check.yml":                {"windows_amd64", "windows_arm64"},
	} {
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		got, want := slices.Clone(without), []string{}
		for _, m := range fetched.FindAllStringSubmatch(string(text), -1) {
			got = append(got, m[1])
		}
		for _, target := range allTargets() {
			want = append(want, target.os+"_"+target.arch)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s fetches %v, and a release has %v", path, got, want)
		}
	}
}

// TestTargetsWithoutC: no program of a target has C in it, so that it runs without libraries of the system it was made
// on; also where the environment of who makes it asks for C. The same question finds the C of a package that has some.
func TestTargetsWithoutC(t *testing.T) {
	t.Setenv("CGO_ENABLED", "1")
	for _, target := range allTargets() {
		if with := withC(t, "./cmd/fathom", target.environment()); len(with) > 0 {
			t.Errorf("%s is built with C: %v", target, with)
		}
		asking := slices.Concat(target.environment(), []string{"CGO_ENABLED=1"})
		if with := withC(t, "runtime/cgo", asking); !slices.Contains(with, "runtime/cgo") {
			t.Errorf("%s: C is not seen where there is some: %v", target, with)
		}
	}
}

// withC are the packages with C in them among those that a build of one compiles, in an environment.
func withC(t *testing.T, pkg string, env []string) (out []string) {
	t.Helper()
	const mark = "with C: "
	list, err := output(root, env, "go", "list", "-deps", "-f",
		`{{if or .CgoFiles .CFiles .CXXFiles}}`+mark+`{{end}}{{.ImportPath}}`, pkg)
	if err != nil || !strings.Contains(list, "internal/abi\n") {
		t.Fatalf("%v\n%.1000s", err, list)
	}
	for _, line := range strings.Split(list, "\n") {
		if path, ok := strings.CutPrefix(line, mark); ok {
			out = append(out, path)
		}
	}
	return out
}
