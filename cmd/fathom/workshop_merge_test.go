//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
)

// ballotsOf are what five people say on five criteria: a level, "na", "unknown", or nothing.
var ballotsOf = [5][5]string{
	{"4", "1", "na", "3", "5"},
	{"2", "1", "na", "", "5"},
	{"4", "5", "3", "unknown", ""},
	{"3", "", "na", "unknown", "5"},
	{"1", "2", "2", "3", "5"},
}

// agreedOn is what the room agrees on, one criterion after the other; "" leaves it open.
var agreedOn = [5]string{"3", "", "na", "unknown", "5"}

// TestWorkshopIsMerge: the panel file of a workshop is byte for byte what `fathom merge` makes of the same votes as one
// file each and of what was agreed; second rounds and notes change nothing but notes.
func TestWorkshopIsMerge(t *testing.T) {
	for _, again := range []bool{false, true} {
		dir := t.TempDir()
		path := filepath.Join(dir, "henan.yaml")
		asked := playBallots(t, path, again)
		args := []string{"merge", "-f", "yaml=" + filepath.Join(dir, "merged.yaml")}
		for k, outcome := range agreedOn {
			switch outcome {
			case "":
			case "na":
				args = append(args, "--agree", asked[k]+"=na:no stock")
			default:
				args = append(args, "--agree", asked[k]+"="+outcome)
			}
		}
		for i := range ballotsOf {
			args = append(args, alone(t, dir, path, i, asked))
		}
		if out, err := exec.Command(program(t, "."), args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		got, want := written(t, path, again), written(t, filepath.Join(dir, "merged.yaml"), again)
		if got != want {
			t.Errorf("again %v:\n%s\nwant\n%s", again, got, want)
		}
	}
}

// playBallots is the workshop; asked are the criteria in its order.
func playBallots(t *testing.T, path string, again bool) (asked []string) {
	t.Helper()
	s := hold(t, path)
	people, host := s.crowd(len(ballotsOf), numbered), s.host()
	for k, outcome := range agreedOn {
		host.send(204, "/admin/next")
		q := people[0].question()
		asked = append(asked, q)
		for i, v := range people {
			if level := ballotsOf[i][k]; level != "" {
				v.send(204, "/vote", "q", q, "level", level, "reason", "no stock")
			}
		}
		host.send(204, "/admin/reveal", "q", q)
		if again {
			host.send(204, "/admin/again", "q", q)
			people[0].send(204, "/vote", "q", q, "level", "2", "note", "I have thought about it")
			host.send(204, "/admin/reveal", "q", q)
			host.send(204, "/admin/later", "q", q, "note", "ask finance")
		}
		if outcome != "" {
			host.send(204, "/admin/agree", "q", q, "level", outcome, "reason", "no stock")
		}
	}
	host.send(204, "/admin/end")
	s.exits(exitOK)
	return asked
}

// alone is the file of one person, as `fathom assess` writes it.
func alone(t *testing.T, dir, path string, i int, asked []string) string {
	t.Helper()
	r := channelteam.Rubric()
	m := assess.Compile(r)
	panel := answersIn(t, path, r)
	a := &assess.Assessment{Subject: panel.Subject, Date: panel.Date, Answers: make([]assess.Answer, m.Len()),
		Raters: []assess.Rater{{ID: fmt.Sprint("p", i+1), Name: numbered(i)}}}
	for k := range m.Len() {
		n := slices.Index(asked, m.Criterion(k).ID)
		if n < 0 || ballotsOf[i][n] == "" {
			continue
		}
		x := assess.Answer{Given: true, State: assess.Answered, Text: m.Criterion(k).TextDigest()}
		switch ballotsOf[i][n] {
		case "na":
			x.State, x.Note = assess.NotApplicable, "no stock"
		case "unknown":
			x.State = assess.Unknown
		default:
			x.Level, _ = strconv.Atoi(ballotsOf[i][n])
		}
		a.Answers[k] = x
	}
	name := filepath.Join(dir, a.Raters[0].ID+".yaml")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(answerfile.WriteAs(f, name, a, r), f.Close()); err != nil {
		t.Fatal(err)
	}
	return name
}

// written is a panel file as it stands, or as it would without notes.
func written(t *testing.T, path string, withoutNotes bool) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !withoutNotes {
		return string(data)
	}
	a := answersIn(t, path, channelteam.Rubric())
	for i := range a.Answers {
		a.Answers[i].Note = ""
	}
	var out strings.Builder
	if err := answerfile.WriteAs(&out, "panel.yaml", a, channelteam.Rubric()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
