//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// modesOf runs a command under a umask in a folder with answers, and returns the mode of each new file.
func modesOf(t *testing.T, umask int, command, typed string) map[string]fs.FileMode {
	t.Helper()
	dir := t.TempDir()
	sample, err := os.ReadFile(filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), sample, 0o600); err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("umask 022; %s\numask %03o; %s", before(command), umask, command)
	cmd := exec.Command("sh", "-ec", strings.ReplaceAll(script, "fathom ", program(t, ".")+" -q --lang en "))
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(typed)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	modes := map[string]fs.FileMode{}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if name, _ := filepath.Rel(dir, path); name != "a.yaml" && name != "form.xlsx" {
			modes[name] = info.Mode().Perm()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modes
}

// before is what a command needs to be there.
func before(command string) string {
	if strings.Contains(command, "form import") {
		return "fathom form export a.yaml -o form.xlsx"
	}
	return ":"
}

// TestModes: what is made to be handed on is as readable as the user's other files, and answers are for the user alone.
func TestModes(t *testing.T) {
	for _, c := range []struct {
		command, typed string
		private, files int // of the new files, so many hold answers
	}{
		{"fathom report a.yaml -f html=a.html -f xlsx=a.xlsx -f json=a.json -f csv=a.csv -f markdown=a.md", "", 0, 5},
		{"fathom score a.yaml -f csv=a.csv", "", 0, 1},
		{"fathom check a.yaml --min overall=1 -f junit=a.xml", "", 0, 1},
		{"fathom compare a.yaml a.yaml -f json=a.json", "", 0, 1},
		{"fathom portfolio a.yaml -f ndjson=rows -f rollup=state -f html=a.html", "", 0, 3},
		{"fathom merge a.yaml -f yaml=panel.yaml -f markdown=a.md", "", 1, 2},
		{"fathom form export -o a.csv", "", 0, 1},
		{"fathom form import form.xlsx -o in", "", 1, 1},
		{"fathom rubric new new.yaml", "", 0, 2},
		{"fathom rubric export out", "", 0, 12},
		{"fathom demo out", "", 3, 18},
		{"fathom assess new.yaml --accessible --name X --stage growth --sector fmcg-distributor --depth quick", "3\nq\n", 1, 1},
	} {
		for _, umask := range []int{0o022, 0o007, 0o077} {
			modes, private := modesOf(t, umask, c.command, c.typed), 0
			for name, mode := range modes {
				shared := fs.FileMode(0o666 &^ umask)
				if mode == 0o600 && shared != 0o600 {
					private++
				} else if mode != shared {
					t.Errorf("%s, umask %03o: %s has mode %o, want %o", c.command, umask, name, mode, shared)
				}
			}
			if len(modes) != c.files || private != c.private && umask != 0o077 {
				t.Errorf("%s, umask %03o: %d of %d files are private, want %d of %d: %v", c.command, umask, private,
					len(modes), c.private, c.files, modes)
			}
		}
	}
}

// TestModeStays: a file that is there keeps its mode, whatever the umask.
func TestModeStays(t *testing.T) {
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o664} {
		dir := t.TempDir()
		page := filepath.Join(dir, "a.html")
		if err := os.WriteFile(page, nil, mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(page, mode); err != nil {
			t.Fatal(err)
		}
		answers := filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")
		out, err := exec.Command(program(t, "."), "report", answers, "-f", "html="+page).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if info, err := os.Stat(page); err != nil || info.Mode().Perm() != mode || info.Size() == 0 {
			t.Errorf("%o became %v (%v)", mode, info.Mode(), err)
		}
	}
}
