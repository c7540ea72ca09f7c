package main

import (
	"slices"
	"strings"
	"testing"
)

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
