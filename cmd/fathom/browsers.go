package main

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// browsersOn are the programs that can print a page, in the order in which they are looked for: by their names where
// the system looks for programs, then where their installers put them. Windows has Edge.
func browsersOn(system string, getenv func(string) string) []string {
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
		"microsoft-edge"}
	switch system {
	case "darwin":
		for _, folder := range []string{"/Applications", path.Join(getenv("HOME"), "Applications")} {
			for _, name := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
				names = append(names, folder+"/"+name+".app/Contents/MacOS/"+name)
			}
		}
	case "windows":
		for _, program := range []string{`\Google\Chrome\Application\chrome.exe`,
			`\Microsoft\Edge\Application\msedge.exe`, `\Chromium\Application\chrome.exe`} {
			for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
				if at := getenv(folder); at != "" {
					names = append(names, at+program)
				}
			}
		}
	}
	if own := getenv("FATHOM_BROWSER"); own != "" {
		return slices.Insert(names, 0, own)
	}
	return names
}

// addressOf is the address of a file on a system, as browsers want it: of C:\a b.html file:///C:/a%20b.html, of
// \\server\share\a.html file://server/share/a.html.
func addressOf(system, file string) string {
	at := url.URL{Scheme: "file", Path: file}
	if system == "windows" {
		at.Path = strings.ReplaceAll(file, `\`, "/")
		if rest, ok := strings.CutPrefix(at.Path, "//"); ok {
			at.Host, at.Path, _ = strings.Cut(rest, "/")
		}
		at.Path = "/" + strings.TrimPrefix(at.Path, "/")
	}
	return at.String()
}

// tempVariable names the folder of temporary files on a system.
func tempVariable(system string) string {
	if system == "windows" {
		return "TMP"
	}
	return "TMPDIR"
}
