//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// asAnyone makes a command one of a user whom modes keep out: root is nobody then.
func asAnyone(cmd *exec.Cmd) {
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
}

// openFolder is a folder that anyone can reach, with an answer file and an old report in it, of the user that
// [asAnyone] is.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp(programs.folder, "open-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	sample, err := os.ReadFile(filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"a.yaml": sample, "older.yaml": forOlder(sample), "gap.html": []byte("signed off")} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{dir, filepath.Join(dir, "a.yaml"), filepath.Join(dir, "gap.html")} {
		if err := os.Chown(path, 65534, 65534); err != nil && os.Geteuid() == 0 {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(programs.folder, 0o711); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestReadOnly: what may not be written to stays as it was, with its mode, though the folder would let a new file take
// its place; and the message says whether it is the file or the folder.
func TestReadOnly(t *testing.T) {
	const file, folderMode = 0o444, 0o555
	for _, c := range []struct {
		readOnly string // "" is the folder
		args     string
		typed    string
		want     string
		code     int
	}{
		{"a.yaml", "assess a.yaml --accessible --date 2026-11-20 --lang en", "3\nq\n", "error: cannot read or write a.yaml: the file is read-only\nhint: it is as it was", exitFile},
		{"a.yaml", "assess a.yaml --accessible --date 2026-11-20 --lang zh", "3\nq\n", "错误：无法读写 a.yaml：文件是只读的\n提示：它原样未动", exitFile},
		{"a.yaml", "assess a.yaml --migrate --lang en", "", "nothing to bring over", exitOK},
		{"a.yaml", "assess a.yaml --migrate --depth quick --lang en", "", "error: --migrate only brings the file over: leave --depth", exitUsage},
		{"older.yaml", "assess older.yaml --migrate --lang en", "", "older.yaml: the file is read-only", exitFile},
		{"gap.html", "report a.yaml -f html=gap.html --lang en", "", "gap.html: the file is read-only", exitFile},
		{"", "assess a.yaml --accessible --lang en", "3\nq\n", "a.yaml: no permission to write in its folder\nhint: use a folder in which you may write", exitFile},
		{"", "assess a.yaml --accessible --lang zh", "3\nq\n", "a.yaml：没有权限写入所在的目录\n提示：请换用可以写入的目录", exitFile},
		{"", "report a.yaml -f html=new.html --lang en", "", "new.html: no permission to write in its folder", exitFile},
		{"", "report a.yaml -f html=no/new.html --lang en", "", "new.html: its folder does not exist\nhint: make the folder first", exitFile},
		{"", "report a.yaml -f html=no/new.html --lang zh", "", "new.html：所在的目录不存在\n提示：请先建好目录", exitFile},
		{"", "assess --accessible --lang en --name X --stage growth --sector fmcg-distributor --depth quick", "new.yaml\n", "Nothing can be written in this folder", exitOK},
		{"", "assess --accessible --lang zh --name X --stage growth --sector fmcg-distributor --depth quick", "new.yaml\n", "这个目录不能写入", exitOK},
	} {
		dir := openFolder(t)
		mode := os.FileMode(file)
		if c.readOnly == "" {
			mode = folderMode
		}
		if err := os.Chmod(filepath.Join(dir, c.readOnly), mode); err != nil {
			t.Fatal(err)
		}
		before := contents(t, dir)
		cmd := exec.Command(program(t, "."), strings.Fields(c.args)...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(c.typed)
		asAnyone(cmd)
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != c.code || !strings.Contains(string(out), c.want) {
			t.Errorf("%s: exit code %d\n%s", c.args, code, out)
		}
		same(t, c.args, before, contents(t, dir))
		if info, err := os.Stat(filepath.Join(dir, c.readOnly)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v %v", c.args, info.Mode(), err)
		}
	}
}

func same(t *testing.T, what string, before, after map[string]string) {
	t.Helper()
	for name := range after {
		if before[name] != after[name] {
			t.Errorf("%s: %s is another", what, name)
		}
	}
	if len(after) != len(before) {
		t.Errorf("%s: %d files, were %d", what, len(after), len(before))
	}
}
