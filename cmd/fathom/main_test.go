package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

// scratch is a folder for what the whole test run shares; it goes when the run ends.
var scratch string

// run is the test run, with the folder that it shares.
type run struct{ *testing.M }

func (r run) Run() int {
	var err error
	if scratch, err = os.MkdirTemp("", "fathom-test-*"); err != nil {
		panic(err)
	}
	defer os.RemoveAll(scratch)
	return r.M.Run()
}

func TestMain(m *testing.M) {
	testscript.Main(run{m}, map[string]func(){"fathom": main})
}

// TestScripts runs the program as its users meet it. The folder is walked, never listed.
func TestScripts(t *testing.T) {
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 root + "/testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		Setup: func(env *testscript.Env) error {
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
