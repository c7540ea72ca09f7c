package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
)

// onDisk runs a command line on a disk, and returns the exit code and what was said.
func onDisk(d disk.Disk, typed string, args ...string) (code int, said string) {
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(typed), out: &out, err: &errs, disk: d, getenv: func(string) string { return "" }}
	code = a.run(args)
	return code, errs.String()
}

// put writes a file.
func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestNotices: what a disk refused and a person should know is told once, in both languages, and not when quiet is
// asked.
func TestNotices(t *testing.T) {
	sample, err := os.ReadFile(filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.yaml")
	session := []string{"assess", path, "--accessible"}
	page := []string{"report", path, "-f", "html=" + filepath.Join(filepath.Dir(path), "a.html")}
	panel := []string{"merge", path, "-f", "yaml=" + filepath.Join(filepath.Dir(path), "panel.yaml")}
	for _, c := range []struct {
		call   string
		cause  error
		args   []string
		en, zh string
	}{
		{"Lock", syscall.ENOLCK, session, "warning: the disk of " + path + " has no locks: ", "警告：" + path + " 所在的磁盘不支持文件锁，"},
		{"SyncDir", syscall.EIO, session, "but the disk did not confirm its name (the disk reports an error)", "但磁盘没有确认文件名（磁盘读写出错）"},
		{"SyncDir", syscall.EIO, page, "a.html is written whole, but", "a.html 已完整写入，但"},
		{"SyncDir", syscall.EACCES, page, "", ""},
		{"Chmod", syscall.EPERM, panel, "", ""},
	} {
		for _, lang := range []string{"en", "zh"} {
			if err := os.WriteFile(path, sample, 0o600); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"a.html", "panel.yaml"} {
				_ = os.Remove(filepath.Join(filepath.Dir(path), name))
			}
			refuse := &faulty.Disk{Refused: map[string]error{c.call: c.cause}}
			code, said := onDisk(refuse, "3\n2\nq\n", append(c.args, "--lang", lang)...)
			want, n := map[string]string{"en": c.en, "zh": c.zh}[lang], 1
			if want == "" {
				want, n = "warning", 0
			}
			if code != exitOK || !refuse.Failed || strings.Count(said, want) != n ||
				lang == "zh" && n == 0 && strings.Contains(said, "警告") {
				t.Errorf("%s %v, %s: exit code %d\n%s", c.call, c.cause, lang, code, said)
			}
			if _, said := onDisk(refuse, "3\nq\n", append(c.args, "--lang", lang, "-q")...); strings.Contains(said,
				"warning") || strings.Contains(said, "警告") {
				t.Errorf("quiet: %s", said)
			}
		}
	}
}

// TestLeftoverTold: a copy that an interrupted save left is told of before the questions.
func TestLeftoverTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "a.new-1.yaml"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	args := strings.Fields("assess a.yaml --accessible --name X --stage growth --sector fmcg-distributor --depth quick --lang en")
	args[1] = path
	if code, said := onDisk(nil, "3\nq\n", args...); code != exitOK || !strings.Contains(said, "a.new-1.yaml is a whole copy of "+path) {
		t.Errorf("exit code %d\n%s", code, said)
	}
}

// TestKeptTold: a file that cannot be replaced, and where the new content is, as a person reads it.
func TestKeptTold(t *testing.T) {
	dir := t.TempDir()
	page, answers := filepath.Join(dir, "gap.html"), filepath.Join(dir, "a.yaml")
	sample, err := os.ReadFile(filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{page, answers} {
		if err := os.WriteFile(path, sample, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	inUse := func() disk.Disk {
		return &faulty.Disk{NoOver: true, Refused: map[string]error{"Open": syscall.EACCES}}
	}
	for _, c := range []struct{ lang, want, hint string }{
		{"en", "error: cannot replace " + page + ": no permission; what was to be written is in " + filepath.Join(dir, "gap.new-1.html") + "\n", "hint: " + page + " is as it was; close the program that has it open"},
		{"zh", "错误：无法替换 " + page + "：没有权限；要写入的内容存在 " + filepath.Join(dir, "gap.new-2.html") + "\n", "提示：" + page + " 原样未动；请关掉占用它的程序"},
	} {
		code, said := onDisk(inUse(), "", "report", answers, "-f", "html="+page, "--lang", c.lang)
		if code != exitFile || !strings.Contains(said, c.want) || !strings.Contains(said, c.hint) {
			t.Errorf("exit code %d\n%s", code, said)
		}
	}
	code, said := onDisk(inUse(), "3\n2\nq\n", "assess", answers, "--accessible", "--lang", "en")
	if code != exitFile || !strings.Contains(said, "what was to be written is in "+filepath.Join(dir, "a.new-1.yaml")) ||
		strings.Contains(said, os.TempDir()+"/fathom-") {
		t.Errorf("exit code %d\n%s", code, said)
	}
}
