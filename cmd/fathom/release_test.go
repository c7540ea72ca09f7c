//go:build unix

package main

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// released has a server of this machine offer an archive of a release, and returns its URL and the digest of the
// archive. The program in it says what it was called with.
func released(t *testing.T, path string) (server, digest string) {
	t.Helper()
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("left out: curl is not installed")
	}
	root := t.TempDir()
	name := fmt.Sprintf("fathom_1.2.3_%s_%s", runtime.GOOS, runtime.GOARCH)
	file := filepath.Join(root, path, name+".tar.gz")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	const program = "#!/bin/sh\necho \"released $*\"\n"
	packed := gzip.NewWriter(f)
	w := tar.NewWriter(packed)
	if err := w.WriteHeader(&tar.Header{Name: name + "/fathom", Mode: 0o755, Size: int64(len(program))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(program)); err != nil {
		t.Fatal(err)
	}
	for _, closer := range []interface{ Close() error }{w, packed, f} {
		if err := closer.Close(); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	offered := httptest.NewServer(http.FileServer(http.Dir(root)))
	t.Cleanup(offered.Close)
	t.Setenv("no_proxy", "*")
	return offered.URL, fmt.Sprintf("%x", sha256.Sum256(data))
}

// runnerOS and runnerArch are what GitHub calls this machine.
var runnerOS = map[string]string{"linux": "Linux", "darwin": "macOS"}
var runnerArch = map[string]string{"amd64": "X64", "arm64": "ARM64"}

// TestActionRelease: with a version and a checksum the action runs the release and nothing else; what has another
// checksum never runs.
func TestActionRelease(t *testing.T) {
	if runnerOS[runtime.GOOS] == "" || runnerArch[runtime.GOARCH] == "" {
		t.Skipf("left out: GitHub has no runner of %s/%s", runtime.GOOS, runtime.GOARCH)
	}
	var a action
	loadFile(t, filepath.Join(root, actionFile), &a)
	server, digest := released(t, "own/fathom/releases/download/v1.2.3")
	wrong, machine := strings.Repeat("0", 64), runnerArch[runtime.GOARCH]
	for name, c := range map[string]struct {
		version, checksum, machine string
		code                       int
		says                       string
	}{
		"as released":     {"v1.2.3", strings.ToUpper(digest), machine, 0, "released version"},
		"another file":    {"v1.2.3", wrong, machine, 2, digest},
		"no checksum":     {"v1.2.3", "", machine, 2, "go together"},
		"no version":      {"", digest, machine, 2, "go together"},
		"no release":      {"v1.2.4", digest, machine, 22, "404"}, // what curl says of a file that is not there
		"another machine": {"v1.2.3", digest, "RISCV64", 2, "a release has nothing for " + runnerOS[runtime.GOOS] + " RISCV64"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			given := map[string]string{"version": c.version, "checksum": c.checksum, "github.server_url": server,
				"github.action_repository || github.repository": "own/fathom"}
			env := append(a.environment(t, a.Runs.Steps[0].Env, given), "RUNNER_TEMP="+dir, "GITHUB_PATH="+dir+"/path",
				"RUNNER_OS="+runnerOS[runtime.GOOS], "RUNNER_ARCH="+c.machine)
			code, out := shell(t, dir, a.Runs.Steps[0].Run, "floors: true", env...)
			if added, err := os.ReadFile(filepath.Join(dir, "path")); err == nil && code == 0 {
				code, out = shell(t, dir, "fathom version", "floors: true", "PATH="+strings.TrimSpace(string(added)))
			}
			if code != c.code || !strings.Contains(out, c.says) || c.code != 0 && strings.Contains(out, "released version") {
				t.Errorf("exit code %d, want %d: %s", code, c.code, out)
			}
		})
	}
}

// TestGitLabRelease: likewise the job; and without any of it, the source is built where the image has no program.
func TestGitLabRelease(t *testing.T) {
	var template map[string]struct {
		Before []string `yaml:"before_script"`
	}
	loadFile(t, filepath.Join(root, ".gitlab/check.yml"), &template)
	script := strings.Join(template[".fathom-check"].Before, "\n") + "\nfathom version"
	server, digest := released(t, "own/fathom/-/releases/v1.2.3/downloads")
	const bare = "PATH=/usr/bin:/bin"
	given := func(words ...string) []string { return append(words, "FATHOM_PROJECT=own/fathom") }
	const version = "FATHOM_VERSION=v1.2.3"
	for name, c := range map[string]struct {
		env  []string
		code int
		says string
	}{
		"as released":     {given(version, "FATHOM_CHECKSUM="+digest), 0, "released version"},
		"another file":    {given(version, "FATHOM_CHECKSUM=12"), 2, digest},
		"no checksum":     {given(version), 2, "go together"},
		"no project":      {[]string{version, "FATHOM_CHECKSUM=" + digest}, 2, "go together"},
		"another machine": {given(version, "FATHOM_CHECKSUM="+digest, "PATH="+machineOf(t, "riscv64")+":/usr/bin:/bin"), 2, "nothing for Linux riscv64"},
		"of the image":    {nil, 0, "fathom 1.0.0-test"},
		"nothing":         {[]string{bare}, 2, "does not say where it comes from"},
	} {
		for _, sh := range []string{"bash", "sh"} { // GitLab takes bash where the image has it
			t.Run(name+" in "+sh, func(t *testing.T) {
				unset := []string{"CI_SERVER_URL=" + server, "FATHOM_PROJECT=", "FATHOM_VERSION=", "FATHOM_CHECKSUM="}
				code, out := shellOf(t, sh, t.TempDir(), script, "floors: true", append(unset, c.env...)...)
				if code != c.code || !strings.Contains(out, c.says) {
					t.Errorf("exit code %d, want %d: %s", code, c.code, out)
				}
			})
		}
	}
}

// machineOf is a folder whose uname says that the machine is another one, with Linux on it.
func machineOf(t *testing.T, machine string) string {
	t.Helper()
	dir := t.TempDir()
	script := "#!/bin/sh\ncase $1 in -s) echo Linux ;; *) echo " + machine + " ;; esac\n"
	if err := os.WriteFile(filepath.Join(dir, "uname"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

const releaseFile = ".github/workflows/release.yml"

// releaseStep is a step of the workflow that makes a release.
type releaseStep struct {
	Name, Uses, Run string
	With            map[string]string
}

func releaseSteps(t *testing.T) (steps []releaseStep, permissions map[string]string) {
	t.Helper()
	var workflow struct {
		Jobs map[string]struct {
			Permissions map[string]string
			Steps       []releaseStep
		}
	}
	loadFile(t, filepath.Join(root, releaseFile), &workflow)
	return workflow.Jobs["release"].Steps, workflow.Jobs["release"].Permissions
}

// TestReleaseWorkflow: a tag is checked, built, looked through, given a provenance and only then attached; scripts take
// what is given from the environment, and other people's actions stand with a version.
func TestReleaseWorkflow(t *testing.T) {
	steps, permissions := releaseSteps(t)
	want := map[string]string{"contents": "write", "id-token": "write", "attestations": "write"}
	if !maps.Equal(permissions, want) {
		t.Errorf("permissions %v", permissions)
	}
	var order strings.Builder
	for _, s := range steps {
		order.WriteString(s.Uses + s.Run + "\n")
		if strings.Contains(s.Run, "${{") {
			t.Errorf("%s: an expression in a script", s.Name)
		}
		if s.Uses != "" && !regexp.MustCompile(`^actions/[a-z-]+@(v\d+|[0-9a-f]{40})$`).MatchString(s.Uses) {
			t.Errorf("%s: an action of GitHub's own, with a version", s.Uses)
		}
	}
	rest := order.String()
	for _, part := range []string{"actions/checkout@", "Do old scores compare?", ".ci/run", "make dist VERSION=\"$VERSION\"",
		"sha256sum --check --strict checksums.txt", "actions/attest-build-provenance@", "gh release create \"$VERSION\" --verify-tag"} {
		_, behind, found := strings.Cut(rest, part)
		if !found {
			t.Fatalf("no %s in its place", part)
		}
		rest = behind
	}
	// action-validator 0.6.0 knows no permission for attestations, which GitHub has
	data, err := os.ReadFile(filepath.Join(root, releaseFile))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), releaseFile)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	known := strings.Replace(string(data), "      attestations: write\n", "", 1)
	if err := os.WriteFile(path, []byte(known), 0o600); err != nil {
		t.Fatal(err)
	}
	validateAction(t, path)
}

// TestReleaseNotes: a release takes its notes from its section, and there is none without one, or where it does not say
// whether old scores compare.
func TestReleaseNotes(t *testing.T) {
	steps, _ := releaseSteps(t)
	script := steps[2].Run
	const said = "**Do old scores compare?** Yes.\n\n- more\n"
	for name, c := range map[string]struct {
		version, notes, want string
	}{
		"release":   {"v1.2.3", "# Notes\n\n## 1.2.4\n\nother\n\n## 1.2.3\n" + said + "## 1.2.2\nolder\n", said},
		"candidate": {"v1.2.3-rc.1", "## 1.2.3\n" + said, said},
		"missing":   {"v1.2.3", "## 1.2.30\n" + said, ""},
		"empty":     {"v1.2.3", "## 1.2.3\n\n## 1.2.2\n" + said, ""},
		"not said":  {"v1.2.3", "## 1.2.3\n- more\n", ""},
	} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, ".github"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, ".github/CHANGELOG.md"), []byte(c.notes), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out := shell(t, dir, script, "floors: true", "VERSION="+c.version, "RUNNER_TEMP="+dir)
		notes, _ := os.ReadFile(filepath.Join(dir, "notes.md"))
		refused := code != 0 && strings.Contains(out, "::error::")
		if c.want == "" && !refused || c.want != "" && (code != 0 || string(notes) != c.want) {
			t.Errorf("%s: exit code %d, notes %q, %s", name, code, notes, out)
		}
	}
}

// TestNotesSay: every version of the release notes says whether old scores compare, before anything else.
func TestNotesSay(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".github/CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	versions := 0
	for _, section := range strings.Split(string(text), "\n## ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		if name != "Unreleased" && !regexp.MustCompile(`^\d`).MatchString(name) {
			continue
		}
		if versions++; !strings.HasPrefix(strings.TrimSpace(body), "**Do old scores compare?** ") {
			t.Errorf("%s does not begin with whether old scores compare", name)
		}
	}
	if versions == 0 {
		t.Error("no version")
	}
}
