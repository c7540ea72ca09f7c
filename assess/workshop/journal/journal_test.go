package journal_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
	"fathom/assess/workshop"
	"fathom/assess/workshop/journal"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
)

func opened() workshop.Event {
	return workshop.Opened{Date: "2026-11-28", Lang: "zh", Rubric: "sha256:0", Keys: map[string]string{"host": "<&>"},
		Known: &assess.Assessment{Subject: assess.Subject{ID: "s", Name: "河南"}, Answers: make([]assess.Answer, 2)}}
}

func voted(n int) workshop.Event {
	return workshop.Voted{Criterion: "a/b", Round: 1, Voter: fmt.Sprint("s", n),
		Vote: workshop.Vote{Answer: workshop.Level, Level: n % 6, Note: "<b> & 备注"}}
}

func open(t *testing.T, panel string, opt journal.Options) (*journal.Journal, []workshop.Event) {
	t.Helper()
	j, events, err := journal.Open(panel, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j, events
}

// written is a journal of some events, closed, and the panel that it is beside.
func written(t *testing.T, events ...workshop.Event) (panel string) {
	t.Helper()
	panel = filepath.Join(t.TempDir(), "panel.yaml")
	j, _ := open(t, panel, journal.Options{})
	if err := errors.Join(j.Append(events...), j.Close()); err != nil {
		t.Fatal(err)
	}
	return panel
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReadBack: what was written is read back, from a file of the user's own with a line an event.
func TestReadBack(t *testing.T) {
	want := []workshop.Event{opened(), voted(1), voted(2), workshop.Closed{}}
	panel := written(t, want...)
	path := filepath.Join(filepath.Dir(panel), ".panel.yaml.votes")
	if path != journal.Path(panel) {
		t.Errorf("the path is %s", journal.Path(panel))
	}
	if info, err := os.Stat(path); err != nil || disk.HasModes && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if n := bytes.Count(content(t, path), []byte("\n")); n != len(want) {
		t.Errorf("%d lines", n)
	}
	j, got := open(t, panel, journal.Options{})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if err := errors.Join(j.Append(voted(3)), j.Close()); err != nil {
		t.Fatal(err)
	}
	if _, got = open(t, panel, journal.Options{}); !reflect.DeepEqual(got, append(want, voted(3))) {
		t.Errorf("%+v", got)
	}
}

// TestTornEnd: wherever the last line was cut off, the others are there, and what comes next stands behind them.
func TestTornEnd(t *testing.T) {
	whole := []workshop.Event{opened(), voted(1), voted(2)}
	panel := written(t, whole...)
	path := journal.Path(panel)
	data := content(t, path)
	last := bytes.LastIndexByte(data[:len(data)-1], '\n') + 1
	for cut := last; cut < len(data); cut += 5 {
		for _, tail := range []string{"", "\x00\x00\x00"} {
			if err := os.WriteFile(path, append(bytes.Clone(data[:cut]), tail...), 0o600); err != nil {
				t.Fatal(err)
			}
			j, got := open(t, panel, journal.Options{})
			if !reflect.DeepEqual(got, whole[:2]) {
				t.Fatalf("cut at %d: %+v", cut, got)
			}
			if err := errors.Join(j.Append(voted(7)), j.Close()); err != nil {
				t.Fatal(err)
			}
			if j, got = open(t, panel, journal.Options{}); len(got) != 3 || got[2] != voted(7) {
				t.Fatalf("cut at %d: %+v", cut, got)
			}
			_ = j.Close()
		}
	}
}

// TestDamage: a changed byte in any whole line, a line that is missing, twice or elsewhere is an error with the line,
// and the file is left as it is.
func TestDamage(t *testing.T) {
	panel := written(t, opened(), voted(1), voted(2), voted(3))
	path := journal.Path(panel)
	data := content(t, path)
	lines := bytes.SplitAfter(data, []byte("\n"))
	check := func(what string, line int, changed []byte) {
		t.Helper()
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := journal.Open(panel, journal.Options{})
		var found problem.List
		if !errors.As(err, &found) || found[0].Line != line || found[0].Kind != "journal" {
			t.Errorf("%s: %v, want line %d", what, err, line)
		}
		if !bytes.Equal(content(t, path), changed) {
			t.Errorf("%s: the file was changed", what)
		}
	}
	from := len(lines[0])
	for i := from; i < len(data); i++ {
		line := 1 + bytes.Count(data[:i], []byte("\n"))
		if data[i] == '\n' && line == 4 {
			continue // torn
		}
		changed := bytes.Clone(data)
		changed[i] ^= 0x11
		if changed[i] == '\n' || data[i] == '"' && changed[i] == '3' {
			changed[i] ^= 0x40
		}
		check(fmt.Sprintf("byte %d", i), line, changed)
	}
	check("missing", 2, bytes.Join([][]byte{lines[0], lines[2], lines[3]}, nil))
	check("twice", 3, bytes.Join([][]byte{lines[0], lines[1], lines[1], lines[2]}, nil))
	check("elsewhere", 2, bytes.Join([][]byte{lines[0], lines[2], lines[1]}, nil))
}

// TestHeld: nobody else opens a journal that is open.
func TestHeld(t *testing.T) {
	panel := written(t, opened())
	j, _ := open(t, panel, journal.Options{})
	if _, _, err := journal.Open(panel, journal.Options{}); !errors.As(err, &journal.Held{}) {
		t.Fatalf("%v", err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, panel, journal.Options{})
}

// TestNotOurs: what is no journal is not touched, nor is what a link leads to.
func TestNotOurs(t *testing.T) {
	dir := t.TempDir()
	panel := filepath.Join(dir, "panel.yaml")
	path := journal.Path(panel)
	refused := func(what string) {
		t.Helper()
		if _, _, err := journal.Open(panel, journal.Options{}); !errors.As(err, &journal.NotOurs{}) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for _, text := range []string{"my votes, without a line break", "a: 1\n", `{"n":2,`} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(text)
		if got := string(content(t, path)); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	other := filepath.Join(dir, "other")
	if err := errors.Join(os.Rename(path, other), os.Symlink(other, path)); err != nil {
		t.Skip(err)
	}
	refused("link")
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	refused("folder")
}

// TestNoDots: on a disk without names that begin with a dot the journal stands there without.
func TestNoDots(t *testing.T) {
	panel := filepath.Join(t.TempDir(), "panel.yaml")
	j, _ := open(t, panel, journal.Options{Disk: &faulty.Disk{NoDots: true}})
	if want := filepath.Join(filepath.Dir(panel), "panel.yaml.votes"); j.Path != want {
		t.Error(j.Path)
	}
}

// TestOneSyncForAll: events that wait at the same time share a write and a sync.
func TestOneSyncForAll(t *testing.T) {
	d := &faulty.Disk{}
	j, _ := open(t, filepath.Join(t.TempDir(), "p.yaml"), journal.Options{Disk: d})
	d.Break(0, nil)
	var waits []func() error
	for n := range 10 {
		waits = append(waits, j.Queue(voted(n)))
	}
	for _, wait := range waits {
		if err := wait(); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"WriteAt", "Sync"}; !reflect.DeepEqual(d.Calls, want) {
		t.Errorf("%v", d.Calls)
	}
}

// TestMany: many at once are all kept, each one's in its own order.
func TestMany(t *testing.T) {
	panel := filepath.Join(t.TempDir(), "p.yaml")
	j, _ := open(t, panel, journal.Options{})
	const people, each = 20, 15
	var all sync.WaitGroup
	for n := range people {
		all.Go(func() {
			for k := range each {
				if err := j.Append(workshop.Timed{At: int64(n), Left: int64(k)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	_, events := open(t, panel, journal.Options{})
	next := map[int64]int64{}
	for _, e := range events {
		at := e.(workshop.Timed)
		if at.Left != next[at.At] {
			t.Fatalf("%+v, want %d", at, next[at.At])
		}
		next[at.At]++
	}
	if len(events) != people*each {
		t.Errorf("%d events", len(events))
	}
}

// TestEnd: a closed journal takes nothing; a removed one is gone, and the next begins anew.
func TestEnd(t *testing.T) {
	panel := written(t, opened(), voted(1))
	j, _ := open(t, panel, journal.Options{})
	wait := j.Queue(voted(2))
	if err := errors.Join(j.Remove(), wait(), j.Close()); err != nil {
		t.Fatal(err)
	}
	if err := j.Append(voted(3)); !errors.Is(err, journal.ErrClosed) {
		t.Error(err)
	}
	if _, err := os.Stat(j.Path); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, events := open(t, panel, journal.Options{}); events != nil {
		t.Error(events)
	}
}

// TestOpenToOthers: a journal that others could read is made private.
func TestOpenToOthers(t *testing.T) {
	if !disk.HasModes {
		t.Skip("no modes here")
	}
	panel := written(t, opened())
	if err := os.Chmod(journal.Path(panel), 0o644); err != nil {
		t.Fatal(err)
	}
	open(t, panel, journal.Options{})
	if info, err := os.Stat(journal.Path(panel)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// TestFault: an event that does not fit is found by its line.
func TestFault(t *testing.T) {
	j, _ := open(t, written(t, opened()), journal.Options{})
	var found problem.List
	err := j.Fault(4, &workshop.Refusal{Kind: workshop.Past})
	if !errors.As(err, &found) || found[0].Line != 5 || found[0].File != j.Path {
		t.Errorf("%v", err)
	}
	if other := errors.New("other"); j.Fault(4, other) != other {
		t.Error("another error is changed")
	}
}

// TestReplay: the room of a journal is the room that was.
func TestReplay(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	panel := filepath.Join(t.TempDir(), "p.yaml")
	j, _ := open(t, panel, journal.Options{})
	known := &assess.Assessment{Answers: make([]assess.Answer, m.Len()),
		Subject: assess.Subject{ID: "s", Tags: map[string]string{"region": "north"}}}
	start := workshop.Opened{Date: "2026-11-28", Lang: "en", Rubric: m.Rubric.Digest(), Known: known}
	r, err := workshop.New(m, start)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Append(start); err != nil {
		t.Fatal(err)
	}
	happens := func(e workshop.Event) {
		t.Helper()
		if err := errors.Join(r.Apply(e), j.Append(e)); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 4 {
		happens(workshop.Joined{Nonce: fmt.Sprint(n), Key: fmt.Sprint("k", n), Name: fmt.Sprint("N", n)})
	}
	for k := range 3 {
		happens(workshop.Moved{})
		at := r.Public(0)
		for n := range 4 {
			happens(workshop.Voted{Criterion: at.Criterion, Round: 1, Voter: fmt.Sprint("s", n+1),
				Vote: workshop.Vote{Answer: workshop.Level, Level: 1 + (n+k)%5, Note: "说明"}})
		}
		happens(workshop.Shown{Criterion: at.Criterion, Round: 1})
		happens(workshop.Settled{Criterion: at.Criterion, Round: 1, Vote: workshop.Vote{Answer: workshop.Unknown}})
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	_, events := open(t, panel, journal.Options{})
	twin, at, err := workshop.Fold(m, events)
	if err != nil {
		t.Fatalf("event %d: %v", at, err)
	}
	one, err1 := r.Result()
	other, err2 := twin.Result()
	if !reflect.DeepEqual(r.Host(0), twin.Host(0)) || !reflect.DeepEqual(one, other) || errors.Join(err1, err2) != nil {
		t.Errorf("%+v\n%+v", r.Host(0), twin.Host(0))
	}
}

// BenchmarkAppend is votes of many at once; the issue wants 1,000 a second.
func BenchmarkAppend(b *testing.B) {
	j, _, err := journal.Open(filepath.Join(b.TempDir(), "p.yaml"), journal.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer j.Close()
	b.SetParallelism(100)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := j.Append(voted(1)); err != nil {
				b.Error(err)
			}
		}
	})
}
