package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"fathom/rubric/say"
)

// print prints a page through an installed browser.
func (a *app) print(page []byte) ([]byte, error) {
	browser := ""
	for _, name := range browsersOn(runtime.GOOS, a.getenv) {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		return nil, failure{exitFile, say.Both("no Chromium or Chrome found to print the PDF", "没有找到可以打印 PDF 的 Chromium 或 Chrome"),
			say.Both("install one, or name it in FATHOM_BROWSER; or write -f html=gap.html, open it and print it to PDF", "请安装一个，或用 FATHOM_BROWSER 指明；也可以用 -f html=gap.html 写出网页，打开后打印成 PDF")}
	}
	ctx, _, done := untilSignal()
	defer done()
	dir, err := printFolder()
	if err != nil {
		return nil, err
	}
	defer removePrint(dir)
	in, out := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(in, page, 0o600); err != nil {
		return nil, err
	}
	err = runBrowser(ctx, browser, dir, in, out)
	if crashed(err) && ctx.Err() == nil { // browsers do, now and then; the second start is nearly always clean
		err = runBrowser(ctx, browser, dir, in, out)
	}
	if code, broken := brokenOff(context.Cause(ctx)); broken {
		return nil, failure{code, say.Both("interrupted; the PDF was not written", "已中断；PDF 没有写入"), say.Message{}}
	}
	file, unread := os.ReadFile(out)
	if err == nil {
		err = unread
	}
	switch {
	case (err != nil || !isWhole(file)) && !hasRoom(dir):
		return nil, failure{exitFile, say.Both("the PDF was not written: the disk of %s is full", "PDF 没有写入：%s 所在的磁盘已满", os.TempDir()),
			say.Both("make room there, or name another folder for temporary files in %s", "请在那里腾出空间，或用 %s 指定别的临时文件目录", tempVariable(runtime.GOOS))}
	case err != nil:
		return nil, failure{exitFile, say.Both("%s could not print the page: %v", "%s 打印网页失败：%v", browser, err), say.Message{}}
	case !isWhole(file):
		return nil, failure{exitFile, say.Both("%s printed no whole PDF; nothing was written", "%s 打印出的 PDF 不完整；没有写入", browser),
			say.Both("most likely the disk of %s was full for a while; try again", "多半是 %s 所在的磁盘一度写满；请再试一次", os.TempDir())}
	}
	return file, nil
}

// isWhole reports whether a PDF has its beginning and its end: a browser on a full disk writes less, and says nothing.
func isWhole(file []byte) bool {
	return bytes.HasPrefix(file, []byte("%PDF-")) && bytes.Contains(file[max(0, len(file)-1024):], []byte("%%EOF"))
}

// room is what a folder must still hold for a print to have had enough: the browser removes some of what it wrote when
// it ends.
const room = 4 << 20

// hasRoom reports whether a folder takes so much more. It is asked only behind a print that failed.
func hasRoom(dir string) bool {
	path := filepath.Join(dir, "room")
	defer os.Remove(path)
	return os.WriteFile(path, make([]byte, room), 0o600) == nil
}

// printFolder makes the folder of one print, for the page and the browser's profile. It removes those that a run which
// was killed could not remove itself: they are older than any print takes.
func printFolder() (string, error) {
	const name = "fathom-pdf-"
	entries, _ := os.ReadDir(os.TempDir())
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), name) && time.Since(info.ModTime()) > 5*printTime {
			removePrint(filepath.Join(os.TempDir(), e.Name()))
		}
	}
	return os.MkdirTemp("", name)
}

// removePrint removes the folder of one print, and the socket that a browser keeps outside its profile and leaves there
// when it is ended. Only what bears the browser's names is removed beside the folder, since a link in it may have been
// planted.
func removePrint(dir string) {
	profile := filepath.Join(dir, "profile")
	if socket, err := os.Readlink(filepath.Join(profile, "SingletonSocket")); err == nil &&
		filepath.Base(socket) == "SingletonSocket" {
		_ = os.Remove(socket)
		_ = os.Remove(filepath.Join(filepath.Dir(socket), "SingletonCookie"))
		_ = os.Remove(filepath.Dir(socket)) // unless something else is in it
	}
	_ = os.RemoveAll(dir)
}

// crashed reports whether a browser was ended by a signal of its own, or a shell around it says so.
func crashed(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit) && (exit.ExitCode() == -1 || exit.ExitCode() > 128)
}

var errSlow = errors.New("took too long")

// printTime is how long a browser may take to start and print.
const printTime = 60 * time.Second

// browserArgs print without a window, a profile of the user's, or the network: whatever the browser would ask for by
// itself, no name is looked up and no proxy is asked.
func browserArgs(dir, in, out string) []string {
	args := []string{"--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--no-pdf-header-footer", "--generate-pdf-document-outline",
		"--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--print-to-pdf=" + out}
	if os.Geteuid() == 0 {
		// Chromium refuses to run as root otherwise; the page is ours and has no script
		args = append(args, "--no-sandbox")
	}
	return append(args, addressOf(runtime.GOOS, in))
}

// runBrowser prints one page. The browser ends with the context, after printTime, and where the system can do that with
// this process; the processes that it started end with it.
func runBrowser(ctx context.Context, browser, dir, in, out string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, printTime, errSlow)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser, browserArgs(dir, in, out)...)
	var said bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &said, 2*time.Second
	tie(cmd)
	cmd.Cancel = func() error { return end(cmd) }
	runtime.LockOSThread() // the browser is tied to the thread that starts it
	defer runtime.UnlockOSThread()
	if err := cmd.Start(); err != nil {
		return err
	}
	err := cmd.Wait()
	_ = end(cmd) // what it may have left behind
	switch {
	case ctx.Err() != nil && err != nil && errors.Is(context.Cause(ctx), errSlow):
		return fmt.Errorf("%w (%v)", errSlow, printTime)
	case err != nil && !errors.Is(err, exec.ErrWaitDelay): // a helper that outlives the browser is no failure
		return fmt.Errorf("%w: %s", err, lastLine(said.Bytes()))
	}
	if _, err := os.Stat(out); err != nil {
		return errors.New("no file")
	}
	return nil
}

func lastLine(text []byte) string {
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	return string(lines[len(lines)-1])
}
