package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

// programs are the binaries that tests have asked for, by package; each is built once, in a folder that goes when the
// run ends.
var programs struct {
	sync.Mutex
	folder string
	paths  map[string]string
}

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "fathom-test-*")
	if err != nil {
		panic(err)
	}
	programs.folder, programs.paths = folder, map[string]string{}
	debug.SetGCPercent(startGC) // as main does: many tests run commands here
	_ = os.Unsetenv("GOGC")     // of make test, where the programs that tests start choose for themselves
	code := m.Run()
	if left := debug.SetGCPercent(startGC); left != startGC {
		fmt.Fprintf(os.Stderr, "a command has left the collector at %d, which slows all tests behind it\n", left)
		code = 1
	}
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// stamped is what the linker is told, so that results are the same whatever the version control says of the source.
const stamped = "-X fathom/rubric/release.version=1.0.0-test -X fathom/rubric/release.date=2026-11-02T03:04:05Z"

// program builds a package, once a test run, and returns the path of the binary, which is alone in its folder.
func program(t testing.TB, pkg string) string {
	t.Helper()
	programs.Lock()
	defer programs.Unlock()
	if path, ok := programs.paths[pkg]; ok {
		return path
	}
	dir := filepath.Join(programs.folder, strconv.Itoa(len(programs.paths)))
	build := exec.Command("go", "build", "-ldflags", stamped, "-o", dir+string(filepath.Separator), pkg)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	made, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(made) != 1 {
		t.Fatalf("building %s made %v (%v)", pkg, made, err)
	}
	programs.paths[pkg] = made[0]
	return made[0]
}

// searchPath is the PATH of shells and scripts, in which fathom is the program that is tested.
func searchPath(t testing.TB) string {
	t.Helper()
	return filepath.Dir(program(t, ".")) + string(filepath.ListSeparator) + os.Getenv("PATH")
}

// TestScripts runs the program as its users meet it. The folder is walked, never listed.
func TestScripts(t *testing.T) {
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	path := searchPath(t)
	testscript.Run(t, testscript.Params{
		Dir:                 root + "/testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", path)
			env.Setenv("ANSWERS", wd+"/"+root+"/rubric/channelteam/samples")
			env.Setenv("WORKSHOP", wd+"/"+root+"/testdata/workshop")
			env.Setenv("RUBRICS", wd+"/"+root+"/testdata/rubrics")
			return nil
		},
	})
}

// exits runs a program and wants one exit code: exits 3 fathom score wrong.yaml
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG...]")
	}
	code := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		code = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}
