//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"fathom/rubric/channelteam"
)

// action is what a runner reads of the composite action.
type action struct {
	Name, Description string
	Inputs            map[string]struct {
		Description string
		Required    bool
		Default     *string
	}
	Runs struct {
		Using string
		Steps []struct {
			Name, Shell, Run string
			Env              map[string]string
		}
	}
}

const actionFile = ".github/actions/check/action.yml"

// TestAction runs every step of the composite action as a runner would: with its inputs and their defaults put into the
// environment, and what a step adds to the path for those after it. It has no mapfile, as the bash of macOS has none.
func TestAction(t *testing.T) {
	t.Parallel()
	var a action
	loadFile(t, filepath.Join(root, actionFile), &a)
	dir := t.TempDir()
	likeFlag(t, dir)
	env := strings.Fields(fmt.Sprintf("RUNNER_TEMP=%[1]s GITHUB_PATH=%[1]s/path GITHUB_STEP_SUMMARY=%[1]s/summary.md", dir))
	env = append(env, "GOFLAGS="+os.Getenv("GOFLAGS")+" -buildvcs=false") // compiled as the test is, and not anew
	given := map[string]string{"files": fmt.Sprintf("--*\n%[1]s/henan-*.yaml\n%[1]s/nordic-reseller.yaml\n", answers(t)), "policy": "gate.yaml", "junit": "gate.xml"}
	steps := a.Runs.Steps
	for policy, want := range map[string]int{"min_score: {overall: 2}": 0, "min_score: {overall: 4}": 1,
		"min_score: {overall: 9}": 3} {
		code, out := 0, ""
		for _, s := range steps {
			added, _ := os.ReadFile(filepath.Join(dir, "path"))
			own := slices.Concat(env, []string{"PATH=" + strings.TrimSpace(string(added)) + ":" + os.Getenv("PATH")},
				a.environment(t, s.Env, given))
			if code, out = shell(t, dir, "enable -n mapfile readarray\n"+s.Run, policy, own...); code != 0 {
				break
			}
		}
		steps = a.Runs.Steps[1:] // the first builds the program, which is there now
		if code != want {
			t.Fatalf("%s: exit code %d, want %d: %s", policy, code, want, out)
		}
		if want == 3 {
			continue
		}
		for _, name := range []string{"summary.md", "gate.xml"} {
			if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil ||
				!strings.Contains(string(text), "henan") && !strings.Contains(string(text), "河南") {
				t.Errorf("%s: %v %.80s", name, err, text)
			}
			_ = os.Remove(filepath.Join(dir, name))
		}
		if strings.Contains(out, "\n::error file=") != (want == 1) {
			t.Errorf("%s: annotations in %s", policy, out)
		}
	}
}

// environment fills a step's expressions in: the inputs, and where the action lies.
func (a *action) environment(t *testing.T, env, given map[string]string) (out []string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(env)) {
		value := regexp.MustCompile(`\$\{\{ *([a-z_. |]+?) *\}\}`).ReplaceAllStringFunc(env[name], func(s string) string {
			s = strings.Trim(s, "${} ")
			if s == "github.action_path" {
				path, err := filepath.Abs(filepath.Join(root, filepath.Dir(actionFile)))
				if err != nil {
					t.Fatal(err)
				}
				return path
			}
			if strings.HasPrefix(s, "github.") {
				return given[s]
			}
			input, isInput := strings.CutPrefix(s, "inputs.")
			in, known := a.Inputs[input]
			switch value, ok := given[input]; {
			case !isInput || !known:
				t.Errorf("the expression %s stands for nothing", s)
			case ok:
				return value
			case in.Default != nil:
				return *in.Default
			}
			return ""
		})
		out = append(out, name+"="+value)
	}
	return out
}

// likeFlag writes an answer file whose name is that of a flag, beside the rubric that the flag would name: its lowest
// level is worth 4.1, so that every gate up to there is open.
func likeFlag(t *testing.T, dir string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(answers(t), "henan-fmcg.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"--rubric=own.yaml": data}
	for _, f := range channelteam.Files() {
		files[filepath.Join("own.yaml", f.Name)] = regexp.MustCompile(`(?m)^    - level: (\d)$`).ReplaceAll(f.Data, []byte("$0\n      value: 4.$1"))
	}
	if err := os.Mkdir(filepath.Join(dir, "own.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestGitLab runs the template's script.
func TestGitLab(t *testing.T) {
	var template map[string]struct {
		Before    []string `yaml:"before_script"`
		Script    []string
		Artifacts struct{ Reports struct{ Junit string } }
	}
	loadFile(t, filepath.Join(root, ".gitlab/check.yml"), &template)
	job := template[".fathom-check"]
	for policy, want := range map[string]int{"min_score: {overall: 2}": 0, "min_score: {overall: 4}": 1} {
		dir := t.TempDir()
		likeFlag(t, dir)
		code, out := shell(t, dir, strings.Join(slices.Concat(job.Before, job.Script), "\n"), policy,
			"FATHOM_FILES=--* "+answers(t)+"/henan-*.yaml")
		if code != want {
			t.Fatalf("exit code %d: %s", code, out)
		}
		text, err := os.ReadFile(filepath.Join(dir, job.Artifacts.Reports.Junit))
		if err != nil {
			t.Fatal(err)
		}
		junitOf(t, text)
	}
}

// TestPipelineFiles holds the files against the schemas that are published for them, where those are.
func TestPipelineFiles(t *testing.T) {
	t.Run("action", func(t *testing.T) {
		var a action
		loadFile(t, filepath.Join(root, actionFile), &a)
		if a.Name == "" || a.Description == "" || a.Runs.Using != "composite" {
			t.Errorf("%+v", a)
		}
		for _, s := range a.Runs.Steps {
			if s.Run == "" || s.Shell != "bash" || strings.Contains(s.Run, "${{") {
				t.Errorf("step %s: a script of bash that takes what is given from the environment", s.Name)
			}
		}
		validateAction(t, filepath.Join(root, actionFile))
	})
	t.Run("gitlab", func(t *testing.T) {
		var job any
		loadFile(t, filepath.Join(root, ".gitlab/check.yml"), &job)
		validateGitLab(t, job)
	})
	t.Run("pre-commit", func(t *testing.T) {
		preCommit(t, "validate-manifest",
			filepath.Join(root, ".pre-commit-hooks.yaml"))
	})
}

// checkWorkflow reads a workflow that uses the action: what it gives are inputs, and none is missing.
func checkWorkflow(t *testing.T, path string) {
	t.Helper()
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses string
				With map[string]string
			}
		}
	}
	loadFile(t, path, &workflow)
	var a action
	loadFile(t, filepath.Join(root, actionFile), &a)
	uses := 0
	for _, job := range workflow.Jobs {
		for _, s := range job.Steps {
			if !strings.Contains(s.Uses, "/"+filepath.Dir(actionFile)+"@") {
				continue
			}
			uses++
			for name := range s.With {
				if _, ok := a.Inputs[name]; !ok {
					t.Errorf("%s: the action has no input %s", path, name)
				}
			}
			for name, in := range a.Inputs {
				if in.Required && s.With[name] == "" {
					t.Errorf("%s: the input %s is missing", path, name)
				}
			}
		}
	}
	if uses == 0 {
		t.Errorf("%s does not use the action", path)
	}
	validateAction(t, path)
}

// checkGitLab reads a pipeline that extends the job, as GitLab merges them.
func checkGitLab(t *testing.T, path string) {
	t.Helper()
	var pipeline, template map[string]any
	loadFile(t, path, &pipeline)
	loadFile(t, filepath.Join(root, ".gitlab/check.yml"), &template)
	extends := 0
	for name, value := range pipeline {
		job, _ := value.(map[string]any)
		base, _ := template[".fathom-check"].(map[string]any)
		if job["extends"] != ".fathom-check" {
			continue
		}
		extends++
		known, _ := base["variables"].(map[string]any)
		own, _ := job["variables"].(map[string]any)
		for variable := range own {
			if _, ok := known[variable]; !ok {
				t.Errorf("%s: %s has no variable %s", path, name, variable)
			}
		}
	}
	if extends == 0 {
		t.Errorf("%s does not extend the job", path)
	}
	maps.Copy(pipeline, template)
	validateGitLab(t, pipeline)
}

// schemas is the folder with the published schemas and their tools, "" without one; .ci/run fills it.
func schemas() string { return os.Getenv("FATHOM_SCHEMAS") }

func validateAction(t *testing.T, path string) {
	t.Helper()
	tool := filepath.Join(schemas(), "node_modules/.bin/action-validator")
	if _, err := os.Stat(tool); schemas() == "" || err != nil {
		t.Logf("left out: the schema of actions and workflows")
		return
	}
	if out, err := exec.Command(tool, path).CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", path, err, out)
	}
}

func validateGitLab(t *testing.T, pipeline any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(schemas(), "gitlab-ci.json"))
	if schemas() == "" || err != nil {
		t.Logf("left out: the schema of GitLab's pipelines")
		return
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.UseRegexpEngine(anyPattern)
	if err := c.AddResource("gitlab-ci.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("gitlab-ci.json")
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(pipeline)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
}

// anyPattern is Go's regular expressions; a pattern that they do not know, of other languages, allows everything.
func anyPattern(pattern string) (jsonschema.Regexp, error) {
	if re, err := regexp.Compile(pattern); err == nil {
		return re, nil
	}
	return regexp.MustCompile(""), nil
}

// loadFile reads a YAML file.
func loadFile(t *testing.T, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func answers(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join(root, "rubric/channelteam/samples"))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// shell runs a script in bash, as GitHub does, in a folder with a policy.
func shell(t *testing.T, dir, script, policy string, env ...string) (code int, out string) {
	t.Helper()
	return shellOf(t, "bash", dir, "set -o pipefail\n"+script, policy, env...)
}

// shellOf runs a script in a shell.
func shellOf(t *testing.T, sh, dir, script, policy string, env ...string) (code int, out string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "gate.yaml"), []byte("format: fathom.policy/1\n"+policy+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(sh, "-e", "-c", script)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append([]string{"PATH=" + searchPath(t), "FATHOM_POLICY=gate.yaml", "LANG=C"},
		env...)...)
	text, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(text)
}
