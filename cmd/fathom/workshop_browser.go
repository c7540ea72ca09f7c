package main

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"fathom/rubric/say"
)

// openBrowser shows the facilitator's page, where a person is at the terminal, and returns what tidies up in the end.
//
// The address has the key of the facilitator in it, and everybody on a computer can see with what a program was
// started: so the browser is given a page that leads there, which nobody else can read.
func (h *holding) openBrowser() (forget func()) {
	forget = func() {}
	if h.noBrowser || h.noInput || !h.onTerminal() {
		return forget
	}
	dir, err := os.MkdirTemp("", "fathom-workshop-")
	if err != nil {
		return forget
	}
	forget = func() { _ = os.RemoveAll(dir) }
	path := filepath.Join(dir, "facilitator.html")
	page := fmt.Sprintf("<!DOCTYPE html><meta charset=utf-8><meta http-equiv=refresh content=\"0;url=%[1]s\"><a href=\"%[1]s\">fathom</a>\n",
		html.EscapeString(h.server.Addresses().Host))
	err = os.WriteFile(path, []byte(page), 0o600)
	if err == nil {
		err = exec.Command(opener()[0], append(opener()[1:], path)...).Start()
	}
	if err != nil {
		h.note(say.Both("no browser could be opened: open the facilitator's address yourself", "没能打开浏览器：请自己打开主持人地址"))
	}
	return forget
}

// opener is the program that opens a page in the browser of the user.
func opener() []string {
	switch runtime.GOOS {
	case "darwin":
		return []string{"open"}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	return []string{"xdg-open"}
}
