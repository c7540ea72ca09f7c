//go:build unix

package main

import (
	"bytes"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fathom/rubric/channelteam"
)

// TestTwoSessions lets two sessions open one file at the same moment: one asks, the other is told who holds it.
func TestTwoSessions(t *testing.T) {
	fathom := program(t, ".")
	for range *races {
		path := filepath.Join(t.TempDir(), "a.yaml")
		type player struct {
			cmd    *exec.Cmd
			in     io.WriteCloser
			errs   bytes.Buffer
			asking chan bool
		}
		var players [2]player
		for i := range players {
			p := &players[i]
			p.cmd = exec.Command(fathom, "assess", path, "--accessible", "--lang", "en", "--name", "X", "--stage",
				"growth", "--sector", "fmcg-distributor", "--depth", "quick")
			p.cmd.Stderr = &p.errs
			p.in, _ = p.cmd.StdinPipe()
			out, _ := p.cmd.StdoutPipe()
			if err := p.cmd.Start(); err != nil {
				t.Fatal(err)
			}
			p.asking = make(chan bool, 1)
			go func() {
				n, _ := out.Read(make([]byte, 1))
				p.asking <- n > 0
				_, _ = io.Copy(io.Discard, out)
			}()
		}
		asking := 0
		for _, isAsking := range []bool{<-players[0].asking, <-players[1].asking} {
			if isAsking {
				asking++
			}
		}
		for i := range players {
			p := &players[i]
			_, _ = io.WriteString(p.in, "3\n2\nq\n") // nobody listens where the session was refused
			_ = p.in.Close()
			if err := p.cmd.Wait(); err != nil && (p.cmd.ProcessState.ExitCode() != exitFile ||
				!strings.Contains(p.errs.String(), "is open in another session")) {
				t.Errorf("%v: %s", err, &p.errs)
			}
		}
		if asking != 1 {
			t.Fatalf("%d sessions were asking", asking)
		}
		if n := settled(answersIn(t, path, channelteam.Rubric())); n != 2 {
			t.Errorf("%d answers", n)
		}
		if got := folder(t, filepath.Dir(path)); got != "a.yaml" {
			t.Errorf("left %s", got)
		}
	}
}
