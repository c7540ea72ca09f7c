//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// script makes a program of the shell that stands for a browser.
func script(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "browser")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// printing is the program while a browser prints for it.
type printing struct {
	cmd       *exec.Cmd
	temp, pdf string // the folder for temporary files, and what is to be written
	browser   []int  // its processes
}

// printWith starts the program with a browser that never ends, and waits until its processes have written who they are.
func printWith(t *testing.T, body string, processes int) printing {
	t.Helper()
	dir := t.TempDir()
	p := printing{temp: filepath.Join(dir, "tmp"), pdf: filepath.Join(dir, "gap.pdf")}
	ids := filepath.Join(dir, "ids")
	if err := os.Mkdir(p.temp, 0o700); err != nil {
		t.Fatal(err)
	}
	p.cmd = exec.Command(program(t, "."), "report", filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"),
		"--lang", "en", "-f", "pdf="+p.pdf)
	p.cmd.Env = append(os.Environ(), "TMPDIR="+p.temp, "IDS="+ids, "FATHOM_BROWSER="+script(t, body))
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); len(p.browser) < processes; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the browser does not start")
		}
		p.browser = nil
		text, _ := os.ReadFile(ids)
		for _, word := range strings.Fields(string(text)) {
			id, _ := strconv.Atoi(word)
			p.browser = append(p.browser, id)
		}
	}
	t.Cleanup(func() {
		for _, id := range p.browser {
			_ = syscall.Kill(id, syscall.SIGKILL)
		}
	})
	return p
}

// gone waits until none of the browser's processes runs.
func (p printing) gone() bool {
	running := func(id int) bool {
		state, err := exec.Command("ps", "-o", "stat=", "-p", strconv.Itoa(id)).Output()
		return err == nil && !strings.HasPrefix(string(state), "Z")
	}
	for range 200 {
		left := 0
		for _, id := range p.browser {
			if running(id) {
				left++
			}
		}
		if left == 0 {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// endless is a browser with a helper, a profile, a socket beside it as Chromium has, and no end.
const endless = `for a; do case $a in --user-data-dir=*) p="${a#*=}";; esac; done
mkdir -p "$p" "$TMPDIR/org.chromium"; touch "$TMPDIR/org.chromium/SingletonSocket"
ln -s "$TMPDIR/org.chromium/SingletonSocket" "$p/SingletonSocket"; ln -s 1 "$TMPDIR/org.chromium/SingletonCookie"
sleep 300 & echo $$ $! >"$IDS"; wait`

// TestPDFInterrupted: a signal ends the browser with its helper, and leaves neither the page nor the profile.
func TestPDFInterrupted(t *testing.T) {
	for signal, code := range map[syscall.Signal]int{syscall.SIGINT: exitInterrupt, syscall.SIGTERM: exitTerminate,
		syscall.SIGHUP: exitHangup} {
		t.Run(signal.String(), func(t *testing.T) {
			p := printWith(t, endless, 2)
			if err := p.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			_ = p.cmd.Wait()
			if got := p.cmd.ProcessState.ExitCode(); got != code {
				t.Errorf("exit code %d, want %d", got, code)
			}
			if !p.gone() {
				t.Error("the browser runs on")
			}
			if left, _ := os.ReadDir(p.temp); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if _, err := os.Stat(p.pdf); err == nil {
				t.Error("a file all the same")
			}
		})
	}
}

// TestPDFKilled: where the system ties the browser to the program, it ends with it.
func TestPDFKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("left out: this system ties no program to another")
	}
	p := printWith(t, `echo $$ >"$IDS"; exec sleep 300`, 1)
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	if !p.gone() {
		t.Error("the browser runs on")
	}
}

// TestPDFLeftovers: the next print removes what a killed one left, and not what another one is at.
func TestPDFLeftovers(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for name, age := range map[string]time.Duration{"fathom-pdf-old": 5*printTime + time.Second,
		"fathom-pdf-running": printTime, "mine": 100 * printTime} {
		dir := filepath.Join(temp, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "page.html"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(dir, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := printFolder()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, _ := os.ReadDir(temp)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got, want := fmt.Sprint(names), fmt.Sprint([]string{filepath.Base(dir), "fathom-pdf-running",
		"mine"}); got != want {
		t.Errorf("there are %s, want %s", got, want)
	}
}

// TestPDFAsksNobody prints through the browser of this machine and watches its calls: no name server, no host and no
// proxy is asked. The one address that it looks for a way to, without sending anything, is how it finds out whether
// there is IPv6.
func TestPDFAsksNobody(t *testing.T) {
	for _, tool := range []string{"chromium", "strace"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("left out: no %s on this machine", tool)
		}
	}
	calls := filepath.Join(t.TempDir(), "calls")
	watched := script(t, "exec strace -f -qq -e trace=connect -o '"+calls+"' chromium \"$@\"\n")
	for _, proxy := range []string{"", "http://127.0.0.1:9"} {
		t.Setenv("http_proxy", proxy)
		t.Setenv("https_proxy", proxy)
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs,
			getenv: func(name string) string { return map[string]string{"FATHOM_BROWSER": watched}[name] }}
		path := filepath.Join(t.TempDir(), "gap.pdf")
		if code := a.run([]string{"report", filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"), "-f",
			"pdf=" + path}); code != exitOK {
			t.Skipf("left out: the browser cannot be watched: %s", errs.String())
		}
		text, err := os.ReadFile(calls)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if strings.Contains(line, "AF_INET") && !strings.Contains(line, `"2001:4860:4860::8888"`) {
				t.Errorf("proxy %q: %s", proxy, line)
			}
		}
	}
}

// TestPDFCutShort: a browser on a full disk writes half a file, or none, and ends as if all were well. No PDF is
// written then, and what is said names the disk. The limit on what a process may write stands for a full disk.
func TestPDFCutShort(t *testing.T) {
	half := `for a; do case $a in --print-to-pdf=*) printf '%%PDF-1.4 half' > "${a#--print-to-pdf=}";; esac; done`
	for name, c := range map[string]struct{ limit, browser, en, zh string }{
		"half a file": {"unlimited", half, "printed no whole PDF; nothing was written\nhint: most likely the disk of ",
			"打印出的 PDF 不完整；没有写入\n提示：多半是 "},
		"no file":           {"unlimited", "exit 0", "could not print the page: no file", "打印网页失败："},
		"half, a full disk": {"2000", half, " is full\nhint: make room there", " 所在的磁盘已满\n提示：请在那里腾出空间"},
		"none, a full disk": {"2000", "exit 1", " is full\nhint: make room there", " 所在的磁盘已满\n提示：请在那里腾出空间"},
	} {
		for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
			path := filepath.Join(t.TempDir(), "gap.pdf")
			cmd := exec.Command("sh", "-c", "ulimit -f "+c.limit+` && exec "$@"`, "sh", program(t, "."), "report",
				filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"), "--lang", lang, "-f", "pdf="+path)
			cmd.Env = append(os.Environ(), "FATHOM_BROWSER="+script(t, c.browser))
			said, _ := cmd.CombinedOutput()
			if code := cmd.ProcessState.ExitCode(); code != exitFile || !strings.Contains(string(said), want) {
				t.Errorf("%s: exit code %d: %s", name, code, said)
			}
			if _, err := os.Stat(path); err == nil {
				t.Errorf("%s: a file all the same", name)
			}
		}
	}
}
