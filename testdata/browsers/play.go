// Package browsers lets tests run what stands beside it: programs for Node that use pages in real browsers, and say of
// each check "ok NAME" or "FAIL NAME: why".
package browsers

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

// Play runs a program, by its name from the folder of the test, with more in its environment, and counts the checks
// that passed.
func Play(t *testing.T, limit time.Duration, program string, env []string, args ...string) (passed int) {
	t.Helper()
	node, chromium := tools(t)
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, node, append([]string{filepath.FromSlash(program)}, args...)...)
	cmd.Env = append(append(os.Environ(), "FATHOM_CHROMIUM="+chromium), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("the browsers ended with %v", err)
	}
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
	return passed
}

// Need leaves a test out where FATHOM_PLAYWRIGHT names no node_modules with playwright-core, or where there is no Node
// or no Chromium.
func Need(t *testing.T) {
	t.Helper()
	tools(t)
}

func tools(t *testing.T) (node, chromium string) {
	t.Helper()
	if os.Getenv("FATHOM_PLAYWRIGHT") == "" {
		t.Skip("left out: FATHOM_PLAYWRIGHT is not set to a node_modules with playwright-core")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("left out: no node on this machine")
	}
	chromium, err = exec.LookPath(cmp.Or(os.Getenv("FATHOM_BROWSER"), "chromium"))
	if err != nil {
		t.Skip("left out: no Chromium on this machine")
	}
	return node, chromium
}
