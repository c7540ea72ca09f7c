//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"fathom/rubric/channelteam"
)

var workshopKills = flag.Int("workshop-kills", 10, "how often TestWorkshopKilledOften kills the workshop")

// slaughter is a workshop that is killed and started again while everybody votes.
type slaughter struct {
	*testing.T
	path   string
	people crowd
	host   *visitor
	random *rand.Rand
	life   int // how often it was started again

	mu        sync.Mutex
	confirmed int // votes, in all
	until     int // so many, then it is killed
	enough    chan bool
	open      map[string]bool   // the notes of votes that were confirmed since the last look at the journal
	last      []sent            // by person
	journal   []byte            // as it was at the last look
	keys      map[string]string // that must stay
}

// sent is the last vote of somebody that was confirmed, and the one behind it that may have been kept or not.
type sent struct{ q, round, level, perhaps string }

// TestWorkshopKilledOften kills the program again and again while 20 phones vote and the facilitator moves on: no vote
// that was confirmed is lost, whoever had a seat has it, the keys are the same, and the panel file is whole.
func TestWorkshopKilledOften(t *testing.T) {
	s := &slaughter{T: t, path: filepath.Join(t.TempDir(), "henan.yaml"), random: rand.New(rand.NewPCG(1, 2)),
		open: map[string]bool{}}
	room := hold(t, s.path, "--start")
	s.keys = secretsOf(room)
	s.people, s.host = room.crowd(20, numbered), room.host()
	s.last = make([]sent, len(s.people))
	for s.life = range *workshopKills {
		s.live(room)
		room = hold(t, s.path, "--start")
		s.compare(room)
	}
	s.host.send(204, "/admin/end")
	room.exits(exitOK)
	t.Logf("%d kills, %d votes confirmed", *workshopKills, s.confirmed)
	if len(answersIn(t, s.path, channelteam.Rubric()).Raters) != len(s.people) {
		t.Error("somebody is not in the panel")
	}
	if left := folder(t, filepath.Dir(s.path)); left != "henan.yaml" {
		t.Errorf("left %s", left)
	}
}

func secretsOf(room *gathering) map[string]string {
	_, secret, _ := strings.Cut(room.at["join"], "/j/")
	_, key, _ := strings.Cut(room.at["facilitator"], "#k=")
	return map[string]string{"code": room.at["join code"], "secret": secret, "key": key}
}

// live lets everybody vote until the program is killed.
func (s *slaughter) live(room *gathering) {
	s.until, s.enough = s.confirmed+50+s.random.IntN(150), make(chan bool)
	var all sync.WaitGroup
	for i, v := range s.people {
		all.Go(func() { s.vote(i, v) })
	}
	all.Go(s.lead)
	<-s.enough
	room.kill()
	all.Wait()
	s.check()
}

// vote votes as fast as it goes, on whatever the phone shows, until the program is gone.
func (s *slaughter) vote(i int, v *visitor) {
	page, ok := v.look()
	for n := 0; ok; n++ {
		if page.q == "" {
			time.Sleep(5 * time.Millisecond)
			page, ok = v.look()
			continue
		}
		level, note := strconv.Itoa(1+n%5), fmt.Sprintf("%d.%d.%d", i, s.life, n)
		s.mu.Lock()
		if l := &s.last[i]; l.q != page.q || l.round != page.round {
			*l = sent{q: page.q, round: page.round}
		}
		s.last[i].perhaps = level
		s.mu.Unlock()
		switch code := v.post("/vote", "q", page.q, "round", page.round, "level", level, "note", note); code {
		case 204:
			s.mu.Lock()
			if s.confirmed++; s.confirmed == s.until {
				close(s.enough)
			}
			s.open[note], s.last[i].level = true, level
			s.mu.Unlock()
		case 409: // the facilitator was faster
			page, ok = v.look()
		case 0:
			return
		default:
			s.Errorf("a vote: %d", code)
			return
		}
	}
}

// lead is the facilitator: everything that happens between two questions, until the program is gone.
func (s *slaughter) lead() {
	moves := [][]string{{"reveal"}, {"again"}, {"reveal"}, {"later", "note", "look at the file"}, {"agree", "level", "3"},
		{"next"}, {"timer", "add", "60"}}
	for n := 0; ; n++ {
		m := moves[n%len(moves)]
		if code := s.host.post("/admin/"+m[0], m[1:]...); code == 0 {
			return
		}
		time.Sleep(40 * time.Millisecond)
	}
}

// check looks at what is on the disk: every vote that was confirmed, and a panel file that can be read.
func (s *slaughter) check() {
	now, err := os.ReadFile(filepath.Join(filepath.Dir(s.path), ".henan.yaml.votes"))
	if err != nil {
		s.Fatal(err)
	}
	now = now[:bytes.LastIndexByte(now, '\n')+1]
	if !bytes.HasPrefix(now, s.journal) {
		s.Fatal("what stood in the journal has changed")
	}
	for line := range bytes.Lines(now[len(s.journal):]) {
		delete(s.open, noteIn(s.T, line))
	}
	for note := range s.open {
		s.Errorf("lost: %s", note)
	}
	s.journal, s.open = now, map[string]bool{}
	if _, err := os.Stat(s.path); !errors.Is(err, fs.ErrNotExist) {
		answersIn(s, s.path, channelteam.Rubric())
	}
}

// noteIn is the note of a vote in a line of the journal, "" where it is something else.
func noteIn(t *testing.T, line []byte) string {
	t.Helper()
	var l struct {
		Event struct {
			Voted struct {
				Note string `json:"note"`
			} `json:"voted"`
		} `json:"event"`
	}
	if err := json.Unmarshal(line, &l); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	return l.Event.Voted.Note
}

// compare goes to the program that was started again: everybody has the same seat and vote, and all keys are the same.
func (s *slaughter) compare(room *gathering) {
	if got := secretsOf(room); fmt.Sprint(got) != fmt.Sprint(s.keys) {
		s.Fatalf("the keys are %v, and were %v\n%s", got, s.keys, room.said)
	}
	s.host.gathering = room
	if !strings.Contains(s.host.page("/host"), `action="/admin/end"`) {
		s.Error("the facilitator is not known any more")
	}
	for i, v := range s.people {
		v.gathering = room
		page, ok := v.look()
		switch l := s.last[i]; {
		case !ok:
			s.Fatal("no answer")
		case page.q != l.q || page.round != l.round || l.level == "": // the facilitator was faster
		case page.checked != l.level && page.checked != l.perhaps:
			s.Errorf("person %d sees %s, and voted %s, perhaps %s", i+1, page.checked, l.level, l.perhaps)
		}
	}
	if seats := strings.Count(string(s.journal), `"nonce"`); seats != len(s.people) {
		s.Errorf("%d people have joined", seats)
	}
}

// TestSavedLate: the panel file may have been saved at any moment, also between a note for later and what was agreed
// next. It is as the session left it, and going on is not refused.
func TestSavedLate(t *testing.T) {
	path, copied := filepath.Join(t.TempDir(), "henan.yaml"), filepath.Join(t.TempDir(), "henan.yaml")
	journal := func(path string) string { return filepath.Join(filepath.Dir(path), ".henan.yaml.votes") }
	room := hold(t, path, "--start")
	ann, host := room.phone("Ann"), room.host()
	ann.send(204, "/vote", "q", ann.question(), "level", "4")
	host.send(204, "/admin/reveal")
	host.send(204, "/admin/later", "note", "ask finance")
	room.kill()
	put(t, journal(copied), get(t, journal(path)))
	room = hold(t, copied)
	_ = room.cmd.Process.Signal(os.Interrupt)
	room.exits(exitOK)
	room = hold(t, path)
	host.gathering = room
	host.send(204, "/admin/agree", "level", "3")
	room.kill()
	put(t, path, get(t, copied))
	if room = hold(t, path); room.at["facilitator"] == "" {
		t.Errorf("refused:\n%s", room.said)
	}
}

// kill ends the program as a power cut does.
func (s *gathering) kill() {
	_ = s.cmd.Process.Kill()
	<-s.end
}

func get(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
