//go:build unix

package main

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWorkshopInBrowsers has testdata/browsers/check.mjs play a workshop in a room of browsers, on a name that is not
// loopback: by the keyboard alone, without the script, small, magnified, dark, asleep, offline, with a server that is
// killed. FATHOM_PLAYWRIGHT is the node_modules that has playwright-core; with FATHOM_CHECKERS, axe-core must find
// nothing.
func TestWorkshopInBrowsers(t *testing.T) {
	playwright := os.Getenv("FATHOM_PLAYWRIGHT")
	if playwright == "" {
		t.Skip("left out: FATHOM_PLAYWRIGHT is not set to a node_modules with playwright-core")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("left out: no node on this machine")
	}
	chromium, err := exec.LookPath(cmp.Or(os.Getenv("FATHOM_BROWSER"), "chromium"))
	if err != nil {
		t.Skip("left out: no Chromium on this machine")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 6*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, node, "../../testdata/browsers/check.mjs", filepath.Join(t.TempDir(), "henan.yaml"))
	cmd.Env = append(os.Environ(), "FATHOM_PROGRAM="+program(t, "."), "FATHOM_CHROMIUM="+chromium)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("the browsers ended with %v", err)
	}
	passed := 0
	for line := range strings.Lines(string(out)) {
		switch word, rest, _ := strings.Cut(strings.TrimSpace(line), " "); word {
		case "ok":
			passed++
		case "FAIL":
			t.Error(rest)
		default:
			t.Log(line)
		}
	}
	if passed < 50 {
		t.Errorf("only %d checks were passed", passed)
	}
}
