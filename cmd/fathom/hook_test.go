//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestHook runs the hook's command on the samples.
func TestHook(t *testing.T) {
	var hooks []struct {
		ID, Name, Entry, Language string
		Args                      []string
	}
	loadFile(t, filepath.Join(root, ".pre-commit-hooks.yaml"), &hooks)
	dir := t.TempDir()
	likeFlag(t, dir)
	script := strings.Join(append([]string{hooks[0].Entry}, hooks[0].Args...), " ") + " --* " + answers(t) + "/*.yaml"
	if code, out := shell(t, dir, script, "floors: true"); code != 0 || !strings.Contains(out, "no error in 4 files") {
		t.Errorf("exit code %d: %s", code, out)
	}
	if h := hooks[0]; h.ID == "" || h.Name == "" || h.Language != "golang" {
		t.Errorf("%+v", h)
	}
}

// checkHooks reads a configuration of pre-commit that names the hook, for files that it can read.
func checkHooks(t *testing.T, path string) {
	t.Helper()
	var config struct {
		Repos []struct{ Hooks []struct{ ID, Files string } }
	}
	loadFile(t, path, &config)
	var hooks []struct{ ID string }
	loadFile(t, filepath.Join(root, ".pre-commit-hooks.yaml"), &hooks)
	for _, r := range config.Repos {
		for _, h := range r.Hooks {
			files := regexp.MustCompile(h.Files)
			if h.ID != hooks[0].ID || !files.MatchString("answers/henan.yaml") || !files.MatchString("gate.yaml") ||
				files.MatchString(".github/workflows/maturity.yml") {
				t.Errorf("%s: %+v", path, h)
			}
		}
	}
	preCommit(t, "validate-config", path)
}

func preCommit(t *testing.T, verb, path string) {
	t.Helper()
	if _, err := exec.LookPath("pre-commit"); err != nil {
		t.Logf("left out: pre-commit is not installed")
		return
	}
	if out, err := exec.Command("pre-commit", verb, path).CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", path, err, out)
	}
}
