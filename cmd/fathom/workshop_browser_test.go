//go:build unix

package main

import (
	"path/filepath"
	"testing"
	"time"

	"fathom/testdata/browsers"
)

// TestWorkshopInBrowsers has testdata/browsers/check.mjs play a workshop in a room of browsers, on a name that is not
// loopback: by the keyboard alone, without the script, small, magnified, dark, asleep, offline, with a server that is
// killed. FATHOM_PLAYWRIGHT is the node_modules that has playwright-core; with FATHOM_CHECKERS, axe-core must find
// nothing.
func TestWorkshopInBrowsers(t *testing.T) {
	t.Parallel()
	browsers.Need(t)
	env := []string{"FATHOM_PROGRAM=" + program(t, ".")}
	passed := browsers.Play(t, 6*time.Minute, "../../testdata/browsers/check.mjs", env,
		filepath.Join(t.TempDir(), "henan.yaml"))
	if passed < 50 {
		t.Errorf("only %d checks were passed", passed)
	}
}
