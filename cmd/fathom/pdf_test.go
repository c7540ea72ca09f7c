package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// printHenan runs the report into a PDF and returns the exit code, what was said and the file.
func printHenan(t *testing.T) (code int, said, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "gap.pdf")
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	code = a.run([]string{"report", filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml"), "--lang", "zh", "-f", "pdf=" + path})
	return code, errs.String(), path
}

// TestPDFWithoutBrowser: where no browser is installed the person is told how to get there, and no file is left.
func TestPDFWithoutBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	code, said, path := printHenan(t)
	if code != exitFile || !strings.Contains(said, "提示：请安装一个，或用 FATHOM_BROWSER 指明") {
		t.Errorf("exit code %d: %s", code, said)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file all the same")
	}
}

// TestPDF prints through the browser of this machine.
func TestPDF(t *testing.T) {
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("left out: no Chromium on this machine")
	}
	code, said, path := printHenan(t)
	data, err := os.ReadFile(path)
	if code != exitOK || err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("exit code %d, %v: %s", code, err, said)
	}
}
