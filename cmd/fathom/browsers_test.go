package main

import (
	"slices"
	"testing"
)

// TestBrowsersOn: where browsers are looked for, on each system.
func TestBrowsersOn(t *testing.T) {
	env := map[string]string{"HOME": "/Users/li", "ProgramFiles": `C:\Program Files`, "ProgramFiles(x86)": `C:\Program Files (x86)`,
		"LocalAppData": `C:\Users\李\AppData\Local`}
	getenv := func(name string) string { return env[name] }
	has := func(system string, paths ...string) {
		t.Helper()
		all := browsersOn(system, getenv)
		for _, path := range paths {
			if !slices.Contains(all, path) {
				t.Errorf("%s: not looked for: %s", system, path)
			}
		}
	}
	has("windows", "msedge", `C:\Program Files\Google\Chrome\Application\chrome.exe`,
		`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`, `C:\Program Files\Microsoft\Edge\Application\msedge.exe`,
		`C:\Users\李\AppData\Local\Google\Chrome\Application\chrome.exe`)
	has("darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
		"/Users/li/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
	if n := len(browsersOn("linux", getenv)); n != 7 {
		t.Errorf("linux: %d", n)
	}
	env["FATHOM_BROWSER"] = "own"
	if first := browsersOn("windows", getenv)[0]; first != "own" {
		t.Errorf("first comes %s", first)
	}
}

// TestAddressOf: a drive is no host, and a server is one.
func TestAddressOf(t *testing.T) {
	for _, c := range []struct{ system, file, want string }{
		{"linux", "/tmp/a b?#.html", "file:///tmp/a%20b%3F%23.html"},
		{"linux", `/tmp/a\b.html`, "file:///tmp/a%5Cb.html"},
		{"darwin", "/var/folders/x/page.html", "file:///var/folders/x/page.html"},
		{"windows", `C:\Users\Li Wei\AppData\Local\Temp\page.html`, "file:///C:/Users/Li%20Wei/AppData/Local/Temp/page.html"},
		{"windows", `\\srv\team\a#1.html`, "file://srv/team/a%231.html"},
	} {
		if got := addressOf(c.system, c.file); got != c.want {
			t.Errorf("%s: %s, want %s", c.file, got, c.want)
		}
	}
}
