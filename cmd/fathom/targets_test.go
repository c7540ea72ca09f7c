package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestTargetsWithoutC: no build of a target needs a C compiler or links C: a build with CGO_ENABLED=0 compiles no
// package that imports "C", so that the binary runs without libraries of the system it was made on.
func TestTargetsWithoutC(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64",
		"windows/arm64", "freebsd/amd64"} {
		system, machine, _ := strings.Cut(target, "/")
		list := exec.Command("go", "list", "-deps", "-f",
			`{{if or .CgoFiles .CFiles .CXXFiles (eq .ImportPath "runtime/cgo" "C")}}with C: {{.ImportPath}}{{else}}{{.ImportPath}}{{end}}`, ".")
		list.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+machine)
		out, err := list.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "\nfathom/cmd/fathom\n") {
			t.Fatalf("%s: %v\n%.1000s", target, err, out)
		}
		for line := range strings.Lines(string(out)) {
			if strings.HasPrefix(line, "with C: ") {
				t.Errorf("%s is built %s", target, line)
			}
		}
	}
}
