package fleet_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/testdata/fleet"
)

// rubrics are the ones of the benchmark and the product, and one with another scale, stages and sums.
func rubrics(t testing.TB) map[string]*rubric.Rubric {
	t.Helper()
	out := map[string]*rubric.Rubric{"channel-team": channelteam.Rubric()}
	for _, path := range []string{"../bench/rubric.yaml", "../rubrics/ok/sums.yaml", "../rubrics/ok/mini.yaml"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r, _, err := rubricfile.Read(rubricfile.File{Name: path, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		out[r.ID] = r
	}
	return out
}

// everything turns every option on.
func everything() fleet.Options {
	return fleet.Options{
		Seed: 7, NA: 0.1, Unknown: 0.1, Unanswered: 0.1, Notes: 0.5, Awkward: 0.5, Evidence: 0.2, Confidence: 0.2,
		Long:   0.3,
		Panels: 0.4, Bare: 0.2, Shuffle: true, Spaced: true,
	}
}

// TestAccepted: the strict reader reads from every good line, however it is written, what the record says.
func TestAccepted(t *testing.T) {
	for name, r := range rubrics(t) {
		for _, opt := range []fleet.Options{{}, fleet.Default(), everything()} {
			f := fleet.New(r, opt)
			for i := range 60 {
				line := f.Append(nil, i)
				if !json.Valid(line) || bytes.ContainsAny(line, "\n\r") {
					t.Fatalf("%s %d is not one line of JSON: %s", name, i, line)
				}
				got, err := answerfile.Read("line", line, r)
				if err != nil {
					t.Fatalf("%s %d: %v\n%s", name, i, err, line)
				}
				if diff := cmp.Diff(f.Assessment(i), got); diff != "" {
					t.Fatalf("%s %d:\n%s", name, i, diff)
				}
			}
		}
	}
}

// TestRefused: every bad line is refused, and all kinds of faults occur.
func TestRefused(t *testing.T) {
	for name, r := range rubrics(t) {
		opt := everything()
		opt.Bad, opt.Shuffle, opt.Spaced = 1, false, false
		f := fleet.New(r, opt)
		seen := map[string]bool{}
		for i := range 600 {
			seen[f.Fault(i)] = true
			line := f.Append(nil, i)
			if _, err := answerfile.Read("line", line, r); err == nil {
				t.Errorf("%s: accepted although %q: %s", name, f.Fault(i), line)
			}
		}
		for _, fault := range fleet.Faults() {
			if !seen[fault] {
				t.Errorf("%s: no record is bad by %q", name, fault)
			}
		}
	}
}

// TestBad: the share of bad lines is about the one that was asked for, Fault tells which, and the others are as
// without.
func TestBad(t *testing.T) {
	r := rubrics(t)["bench"]
	opt := fleet.Default()
	good := fleet.New(r, opt)
	opt.Bad = 0.1
	mixed := fleet.New(r, opt)
	bad := 0
	for i := range 2000 {
		same := bytes.Equal(good.Append(nil, i), mixed.Append(nil, i))
		if same != (mixed.Fault(i) == "") {
			t.Fatalf("record %d: fault %q, same line %v", i, mixed.Fault(i), same)
		}
		if !same {
			bad++
		}
	}
	if bad < 150 || bad > 250 {
		t.Errorf("%d of 2000 are bad; want about 200", bad)
	}
}

// TestPrefix: a record depends on seed and number alone, not on what was made before it.
func TestPrefix(t *testing.T) {
	r := rubrics(t)["bench"]
	opt := everything()
	opt.Bad = 0.1
	a, b := fleet.New(r, opt), fleet.New(r, opt)
	var forward [][]byte
	for i := range 50 {
		forward = append(forward, a.Append(nil, i))
	}
	for i := 49; i >= 0; i-- {
		if got := b.Append([]byte("x"), i); !bytes.Equal(got[1:], forward[i]) {
			t.Errorf("record %d differs when it is made first", i)
		}
	}
}

// TestSeeds: another seed makes other records, and so does another number.
func TestSeeds(t *testing.T) {
	r := rubrics(t)["bench"]
	seen := map[string]string{}
	for seed := range uint64(4) {
		opt := fleet.Default()
		opt.Seed = seed
		f := fleet.New(r, opt)
		for i := range 500 {
			answers, err := json.Marshal(f.Assessment(i).Answers)
			if err != nil {
				t.Fatal(err)
			}
			me := fmt.Sprintf("seed %d record %d", seed, i)
			if other, twice := seen[string(answers)]; twice {
				t.Errorf("%s answers as %s does", me, other)
			}
			seen[string(answers)] = me
		}
	}
}

// TestNoEcho: two records after another have hardly a note in common. (Dice a few draws apart would repeat them all.)
func TestNoEcho(t *testing.T) {
	f := fleet.New(rubrics(t)["bench"], fleet.Default())
	notes, same := 0, 0
	before := f.Assessment(0).Answers
	for i := range 500 {
		answers := f.Assessment(i + 1).Answers
		for k := range answers {
			if answers[k].Note != "" {
				notes++
			}
			if answers[k].Note != "" && answers[k].Note == before[k].Note {
				same++
			}
		}
		before = answers
	}
	if same*50 > notes {
		t.Errorf("%d of %d notes are as in the record before", same, notes)
	}
}

// TestBytes pins the data of the benchmark: measured figures are comparable only on the same bytes.
func TestBytes(t *testing.T) {
	f := fleet.New(rubrics(t)["bench"], fleet.Default())
	h := sha256.New()
	n := 0
	for i := range 1000 {
		line := append(f.Append(nil, i), '\n')
		n += len(line)
		h.Write(line)
	}
	const want = "7de643b339ad4f06"
	if got := fmt.Sprintf("%x", h.Sum(nil)[:8]); got != want {
		t.Errorf("the first 1000 records hash to %s, not %s", got, want)
	}
	if n < 1_550_000 || n > 1_700_000 {
		t.Errorf("a record has %d bytes in the mean; want about 1600", n/1000)
	}
}

// TestSameContent: order, blanks and long forms do not change what is said.
func TestSameContent(t *testing.T) {
	r := rubrics(t)["channel-team"]
	plain := everything()
	plain.Shuffle, plain.Spaced, plain.Long = false, false, 0
	a, b := fleet.New(r, plain), fleet.New(r, everything())
	for i := range 30 {
		if bytes.Equal(a.Append(nil, i), b.Append(nil, i)) {
			t.Errorf("record %d is written in one way", i)
		}
		if diff := cmp.Diff(a.Assessment(i), b.Assessment(i)); diff != "" {
			t.Errorf("record %d:\n%s", i, diff)
		}
	}
}

// TestShares: what was asked for is what comes, within four standard deviations.
func TestShares(t *testing.T) {
	r := rubrics(t)["bench"]
	opt := fleet.Options{Seed: 3, NA: 0.05, Unknown: 0.1, Unanswered: 0.2, Notes: 0.3, Levels: []float64{4, 3, 2, 1}}
	f := fleet.New(r, opt)
	const records = 400
	count := map[string]float64{}
	for i := range records {
		for _, a := range f.Assessment(i).Answers {
			count[a.State.String()]++
			count["level "+fmt.Sprint(a.Level)]++
			if a.Note != "" && a.State != assess.NotApplicable {
				count["notes"]++
			}
			if !a.Given {
				count["no entry"]++
			}
		}
	}
	all := float64(records * len(r.Practices))
	count["unanswered"] += count["not_asked"] // the zero value, where there is no entry
	for what, share := range map[string]float64{
		"na": 0.05, "unknown": 0.1, "unanswered": 0.2, "no entry": 0.15, "notes": 0.3 * 0.75,
		"level 1": 0.65 * 0.4, "level 2": 0.65 * 0.3, "level 3": 0.65 * 0.2, "level 4": 0.65 * 0.1, "level 5": 0,
	} {
		if off := math.Abs(count[what]/all - share); off > 4*math.Sqrt(share*(1-share)/all) {
			t.Errorf("%s: %.4f, want %.4f", what, count[what]/all, share)
		}
	}
}

// TestWriteFolder: the folder's files say the same, and are what writing them again gives.
func TestWriteFolder(t *testing.T) {
	r := rubrics(t)["channel-team"]
	opt := everything()
	opt.Bad = 0.2
	f := fleet.New(r, opt)
	dir := t.TempDir()
	if err := f.WriteFolder(dir, 40); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(names) != 40 || !slices.IsSorted(names) {
		t.Fatalf("files %q", names)
	}
	for i, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := answerfile.Read(name, data, r)
		if bad := f.Fault(i) != ""; bad != (err != nil) {
			t.Fatalf("%s: fault %q, error %v", name, f.Fault(i), err)
		}
		if err == nil {
			if diff := cmp.Diff(f.Assessment(i), got); diff != "" {
				t.Errorf("%s:\n%s", name, diff)
			}
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	f := fleet.New(rubrics(b)["bench"], fleet.Default())
	var line []byte
	for i := 0; b.Loop(); i++ {
		line = f.Append(line[:0], i)
		b.SetBytes(int64(len(line)))
	}
}
