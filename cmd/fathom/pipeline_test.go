//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestAction runs the shell of the composite action as a runner would: its last step, with its inputs in the environment.
func TestAction(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("left out: no bash")
	}
	var action struct {
		Runs struct{ Steps []struct{ Run string } }
	}
	load(t, ".github/actions/check/action.yml", &action)
	script := action.Runs.Steps[len(action.Runs.Steps)-1].Run
	for _, c := range []struct {
		policy string
		code   int
	}{{"min_score: {overall: 2}", 0}, {"min_score: {overall: 4}", 1}, {"min_score: {overall: 9}", 3}} {
		dir := t.TempDir()
		code, out := shell(t, dir, script, c.policy, "FATHOM_FILES="+answers(t)+"/henan-*.yaml\n"+answers(t)+"/nordic-reseller.yaml\n", "FATHOM_JUNIT=gate.xml", "RUNNER_TEMP="+dir, "GITHUB_STEP_SUMMARY="+filepath.Join(dir, "summary.md"))
		if code != c.code {
			t.Fatalf("%s: exit code %d, want %d: %s", c.policy, code, c.code, out)
		}
		if c.code == 3 {
			continue
		}
		for _, name := range []string{"summary.md", "gate.xml"} {
			if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(text), "henan") && !strings.Contains(string(text), "河南") {
				t.Errorf("%s: %v %.80s", name, err, text)
			}
		}
		if strings.Contains(out, "\n::error file=") != (c.code == 1) {
			t.Errorf("%s: annotations in %s", c.policy, out)
		}
	}
}

// TestGitLab runs the template's script.
func TestGitLab(t *testing.T) {
	var template map[string]struct {
		Script    []string
		Artifacts struct{ Reports struct{ Junit string } }
	}
	load(t, ".gitlab/check.yml", &template)
	job := template[".fathom-check"]
	dir := t.TempDir()
	code, out := shell(t, dir, strings.Join(job.Script, "\n"), "min_score: {overall: 4}", "FATHOM_FILES="+answers(t)+"/henan-*.yaml")
	if code != 1 {
		t.Fatalf("exit code %d: %s", code, out)
	}
	if _, err := os.Stat(filepath.Join(dir, job.Artifacts.Reports.Junit)); err != nil {
		t.Error(err)
	}
}

// TestHook runs the hook's command on the samples.
func TestHook(t *testing.T) {
	var hooks []struct{ Entry string }
	load(t, ".pre-commit-hooks.yaml", &hooks)
	if code, out := shell(t, t.TempDir(), hooks[0].Entry+" "+answers(t)+"/*.yaml", "floors: true"); code != 0 {
		t.Errorf("exit code %d: %s", code, out)
	}
}

func load(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func answers(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join(root, "testdata/answers"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// shell runs a script in a folder with a policy, fathom in its path.
func shell(t *testing.T, dir, script, policy string, env ...string) (code int, out string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "gate.yaml"), []byte("format: fathom.policy/1\n"+policy+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", "-e", "-o", "pipefail", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(env, "FATHOM_POLICY=gate.yaml", "LANG=C", "PATH="+filepath.Dir(program(t, "."))+":"+os.Getenv("PATH"))...)
	text, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(text)
}
