package portfolio_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/rollup"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/testdata/fleet"
)

// mixed are a fleet with everything that a record can hold.
func mixed() fleet.Options {
	return fleet.Options{Seed: 7, NA: 0.1, Unknown: 0.05, Unanswered: 0.1, Notes: 0.2, Awkward: 0.5, Evidence: 0.1,
		Panels: 0.1, Bare: 0.05, Shuffle: true, Long: 0.2}
}

// foldOf folds data with so many jobs.
func foldOf(t testing.TB, m *assess.Model, data []byte, jobs int, by ...string) *portfolio.Fold {
	t.Helper()
	s := stream(m)
	s.Jobs = jobs
	s.Fold = func() *portfolio.Fold { return portfolio.NewFold(m, "digest", "", "", by, false) }
	out, err := s.Run(source(data), io.Discard)
	if err != nil || out.Bad > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	return out.Fold
}

func stateOf(t testing.TB, f *portfolio.Fold) string {
	t.Helper()
	data, err := f.State("s")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestSameFold: the order of the records, the number of jobs and the cutting into shards change no byte of a fold.
func TestSameFold(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	data := lines(m, 1000, mixed())
	want := stateOf(t, foldOf(t, m, data, 1, "region", "tier"))
	records := bytes.SplitAfter(data, []byte("\n"))
	records = records[:len(records)-1]
	rng := rand.New(rand.NewPCG(8, 9))
	for _, shards := range []int{1, 2, 7, 64} {
		rng.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		var whole *portfolio.Fold
		for k := range shards {
			part := bytes.Join(records[k*len(records)/shards:(k+1)*len(records)/shards], nil)
			state := stateOf(t, foldOf(t, m, part, 1+k%3, "region", "tier"))
			f, err := portfolio.ReadState("part", []byte(state), m, "digest")
			if err != nil {
				t.Fatal(err)
			}
			if again := stateOf(t, f); again != state {
				t.Fatalf("a state reads back as another:\n%s\n%s", state, again)
			}
			if whole == nil {
				whole = f
			} else if err := whole.Merge(f); err != nil {
				t.Fatal(err)
			}
		}
		if got := stateOf(t, whole); got != want {
			t.Errorf("%d shards:\n%.300s\n%.300s", shards, got, want)
		}
	}
}

// TestStateRefuses: a fold of another rubric, or damaged, is no fold, whether or not its checksum was mended.
func TestStateRefuses(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	state := stateOf(t, foldOf(t, m, lines(m, 20, fleet.Default()), 1, "region"))
	for _, c := range []struct{ old, new, want string }{
		{`"digest":"digest"`, `"digest":"sha256:other"`, "another rubric"},
		{"fathom.fold/2", "fathom.fold/1", "written by an earlier version"},
		{"fathom.fold/2", "fathom.fold/3", "the file says fathom.fold/3; want fathom.fold/2 here"},
		{`"subjects":20`, `"subjects":2`, "damaged"},
		{`"subjects":20`, `"subjects":9000000000000000000`, "damaged"},
		{`"bad":0`, `"bad":9000000000000000000`, "damaged"},
		{`"bad":0`, `"bad":1`, "checksum"}, // which nothing contradicts
		{`"stage":""`, `"stage":"late"`, "a stage or a sector"},
		{`"sector":""`, `"sector":"moon"`, "a stage or a sector"},
		{`"levels":[`, `"levels":[1,`, "damaged"},
		{`"parts":[`, `"parts":[{"sum":0},`, "damaged"},
		{`"coarse":false,"from":0,"bins":[`, `"coarse":true,"from":0,"bins":[-2000000`, "damaged"},
		{`"coarse":false,"from":0,"bins":[`, `"coarse":false,"from":0,"bins":[1`, "damaged"},
		{`"coarse":false`, `"coarse":true`, "damaged"},
		{`"scores":[[`, `"scores":[[1,-1],[`, "damaged"},
		{`"scores":[[`, `"scores":[[1,1],[`, "damaged"},
		{`"low":`, `"low":1`, "damaged"},
		{`"depths":[`, `"depths":[1,`, "damaged"},
		{`"depths":[20`, `"depths":[19`, "damaged"},
		{`"min_group":0`, `"min_group":5`, "damaged"},
		{`"pairs":[{"n":`, `"pairs":[{"n":1`, "damaged"},
		{`"sum":`, `"sum":1e400,"sum":`, "no state"},
		{`"below":0`, `"below":-1`, "damaged"},
		{`"bad":0`, `"worse":0`, "unknown field"},
		{state, `{`, "no state"},
	} {
		text := strings.Replace(state, c.old, c.new, 1)
		refuses(t, m, c.new, text, c.want)
		if c.want == "damaged" || c.want == "a stage or a sector" {
			refuses(t, m, c.new, portfolio.Resealed(t, text), c.want)
		}
	}
	a := portfolio.NewFold(m, "d", "growth", "", nil, false)
	for _, b := range []*portfolio.Fold{portfolio.NewFold(m, "e", "growth", "", nil, false),
		portfolio.NewFold(m, "d", "", "", nil, false),
		portfolio.NewFold(m, "d", "growth", "", []string{"x"}, false),
		portfolio.NewFold(m, "d", "growth", "", nil, true)} {
		if a.Merge(b) == nil {
			t.Errorf("%+v merges", b)
		}
	}
}

func refuses(t *testing.T, m *assess.Model, name, text, want string) {
	t.Helper()
	_, err := portfolio.ReadState("s.json", []byte(text), m, "digest")
	var list problem.List
	if !errors.As(err, &list) || !strings.Contains(err.Error(), want) &&
		!(want == "a stage or a sector" && strings.Contains(err.Error(), "checksum")) {
		t.Errorf("%s: %v, want %s", name, err, want)
	}
}

// TestRows: rows keep the order of the input whatever the jobs, a bad line is answered in place, and every good row
// says what a whole evaluation says.
func TestRows(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	opt := mixed()
	opt.Bad = 0.05
	f := fleet.New(m.Rubric, opt)
	var data []byte
	bad := 0
	for i := range 3000 {
		data = append(f.Append(data, i), '\n')
		if f.Fault(i) != "" {
			bad++
		}
	}
	rows := rollup.NewRows(m, "en", nil)
	var want string
	for _, jobs := range []int{1, 2, 5} {
		s := stream(m)
		s.Jobs, s.KeepGoing, s.Row, s.BadRow = jobs, true, rows.JSON, rows.BadJSON
		told := 0
		s.Bad = func(why problem.List) { told += why.Total() } // each of these lines has one problem
		var b bytes.Buffer
		out, err := s.Run(source(data), &b)
		if err != nil || out.Bad != bad || told != bad || out.Scored != 3000-bad ||
			strings.Count(b.String(), "\n") != 3000 {
			t.Fatalf("%d jobs: %+v, %v, told %d, want %d bad", jobs, out, err, told, bad)
		}
		if want == "" {
			want = b.String()
		}
		if b.String() != want {
			t.Errorf("%d jobs give other rows", jobs)
		}
	}
	for i, row := range strings.Split(strings.TrimSpace(want), "\n") {
		if isBad := !strings.Contains(row, `,"error":null,`); isBad != (f.Fault(i) != "") {
			t.Fatalf("row %d is %s, and the record's fault %q", i+1, row, f.Fault(i))
		}
	}
}

// TestRowsAreAlike: all rows have the same keys, those of bad records, too, also with percentiles; and a number that
// can
// have a fraction is written with one.
func TestRowsAreAlike(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	opt := mixed()
	opt.Bad = 0.05
	data := lines(m, 300, opt)
	for _, against := range []*portfolio.Fold{nil, portfolio.NewFold(m, "", "", "", nil, false)} {
		rows := rollup.NewRows(m, "en", against)
		s := stream(m)
		s.KeepGoing, s.Row, s.BadRow = true, rows.JSON, rows.BadJSON
		var b bytes.Buffer
		if out, err := s.Run(source(data), &b); err != nil || out.Bad == 0 || out.Scored == 0 {
			t.Fatalf("%+v, %v", out, err)
		}
		want := ""
		for row := range strings.Lines(b.String()) {
			var keys []string
			dec := json.NewDecoder(strings.NewReader(row))
			dec.UseNumber()
			var doc map[string]any
			if err := dec.Decode(&doc); err != nil {
				t.Fatal(err)
			}
			delete(doc, "tags")
			for key, v := range doc {
				keys = append(keys, key)
				inner, _ := v.(map[string]any)
				for k, v := range inner {
					keys = append(keys, key+"/"+k)
					n, isNumber := v.(json.Number)
					if isWhole := k == "level" || k == "stage_reached"; isNumber &&
						isWhole == strings.Contains(n.String(), ".") {
						t.Errorf("%s/%s is %s", key, k, n)
					}
				}
			}
			slices.Sort(keys)
			if got := strings.Join(keys, " "); want == "" {
				want = got
			} else if got != want {
				t.Fatalf("the row %s has the keys\n%s, others\n%s", row, got, want)
			}
		}
	}
}

// TestHalts: without keep-going the first bad record ends everything: its row is the last, and nothing is folded.
func TestHalts(t *testing.T) {
	m := bench(t)
	good := lines(m, 2000, fleet.Default())
	data := slices.Concat(good, []byte("{}\n"), good)
	rows := rollup.NewRows(m, "zh", nil)
	s := stream(m)
	s.Jobs, s.Row, s.BadRow = 3, rows.JSON, rows.BadJSON
	s.Fold = func() *portfolio.Fold { return portfolio.NewFold(m, "", "", "", nil, false) }
	var b bytes.Buffer
	out, err := s.Run(source(data), &b)
	if err != nil || !out.Halted || out.Fold != nil || out.Scored != 2000 || out.Bad != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	got := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(got) != 2001 || !strings.Contains(got[2000], `,"error":"缺少键`) || !strings.Contains(got[2000], `"line":2001`) {
		t.Errorf("%d rows, the last %s", len(got), got[len(got)-1])
	}
}

// full is a writer whose disk is full after some bytes.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

var errFull = errors.New("no space left")

func TestWriterFails(t *testing.T) {
	m := bench(t)
	s := stream(m)
	s.Jobs, s.Row = 3, rollup.NewRows(m, "en", nil).JSON
	if _, err := s.Run(source(lines(m, 5000, fleet.Default())), &full{300_000}); !errors.Is(err, errFull) {
		t.Errorf("%v, want %v", err, errFull)
	}
}

// TestPercentile is hand-worked: of 1, 2, 2, 3 and six 4s, two are mid rank (1 + 2/2) / 10 = 20 %; fewer than ten have
// none.
func TestPercentile(t *testing.T) {
	m := bench(t)
	at := func(levels ...int) *portfolio.Fold {
		var data []byte
		for k, l := range levels {
			data = fmt.Appendf(data, `{"format":"fathom.answers/1","rubric":{"id":"bench","version":"1.0.0"},"subject":{"id":"s%d"},"date":"2026-01-01","answers":{%q:%d}}`+"\n", k, m.Criterion(0).ID, l)
		}
		return foldOf(t, m, data, 1)
	}
	f := at(1, 2, 2, 3, 4, 4, 4, 4, 4, 4)
	for score, want := range map[float64]float64{1: 5, 2: 20, 3: 35, 4: 70, 0: 0, 5: 100, 2.5: 30} {
		if got := f.Ranking().Percentile(score); got != assess.Some(want) {
			t.Errorf("%v is at %v %%, want %v", score, got, want)
		}
	}
	if got := at(1, 2, 2, 3, 4, 4, 4, 4, 4).Ranking().Percentile(2); got.OK {
		t.Errorf("of nine scores, one is at %v", got)
	}
	r := f.Rollup(0)
	// quartiles 2.25 and 4
	if o := r.Outliers; o.LowFence != assess.Some(-0.375) || o.HighFence != assess.Some(6.625) ||
		o.Low != assess.Some[int64](0) || o.High != o.Low {
		t.Errorf("%+v", o)
	}
	if r.Overall.Mean != assess.Some(3.2) || r.Overall.P25 != assess.Some(2.25) || r.Overall.P10 != assess.Some(1.9) ||
		r.Overall.P50 != assess.Some(4.0) {
		t.Errorf("%+v", r.Overall)
	}
}

// TestHiddenGroups: groups under the least are hidden, and the smallest other one while what is hidden could be told by
// subtracting.
func TestHiddenGroups(t *testing.T) {
	m := bench(t)
	var data []byte
	for region, n := range map[string]int{"a": 2, "b": 5, "c": 6, "d": 9} {
		for k := range n {
			data = fmt.Appendf(data, `{"format":"fathom.answers/1","rubric":{"id":"bench","version":"1.0.0"},"subject":{"id":"%s%d","tags":{"r":%q}},"date":"2026-01-01","answers":{}}`+"\n", region, k, region)
		}
	}
	f := foldOf(t, m, data, 1, "r")
	for least, want := range map[int]string{0: "a b c d", 2: "a b c d", 3: "c d", 4: "c d", 6: "c d", 8: "d", 10: ""} {
		g := f.Rollup(least).Groupings[0]
		var shown []string
		n := int64(0)
		for _, group := range g.Groups {
			shown = append(shown, group.Value)
			n += group.N
		}
		if got := strings.Join(shown, " "); got != want || n+g.Hidden != 22 {
			t.Errorf("least %d: shown %q and %d hidden, want %q", least, got, g.Hidden, want)
		}
	}
}

// TestHiddenMeans: of a group that is large enough, a mean of fewer scores is hidden, and so is the smallest other one
// while it could be told by subtracting.
func TestHiddenMeans(t *testing.T) {
	m := bench(t)
	var data []byte
	for region, scored := range map[string]int{"a": 1, "b": 5, "c": 6, "d": 0} { // of six
		for k := range 6 {
			answers := ""
			if k < scored {
				answers = `"roles/practised":2`
			}
			data = fmt.Appendf(data, `{"format":"fathom.answers/1","rubric":{"id":"bench","version":"1.0.0"},"subject":{"id":"%s%d","tags":{"r":%q}},"date":"2026-01-01","answers":{%s}}`+"\n", region, k, region, answers)
		}
	}
	f := foldOf(t, m, data, 1, "r")
	for least, want := range map[int]string{0: "a b c", 1: "a b c", 2: "c", 5: "c", 6: "c", 7: ""} {
		var overall, people []string
		for _, g := range f.Rollup(least).Groupings[0].Groups {
			if g.Overall.OK {
				overall = append(overall, g.Value)
			}
			if g.Dimensions[1].OK {
				people = append(people, g.Value)
			}
		}
		if strings.Join(overall, " ") != want || strings.Join(people, " ") != want {
			t.Errorf("least %d: overall of %q and people of %q are shown, want %q", least, overall, people, want)
		}
	}
}

// TestNoAllocations: once warm, a plain record is read, scored, written and folded without allocating, but for the
// names of a new lowest or highest subject, which become rarer and rarer.
func TestNoAllocations(t *testing.T) {
	if raced {
		t.Skip("the race detector allocates")
	}
	m := bench(t)
	s := stream(m)
	s.Row = rollup.NewRows(m, "en", nil).JSON
	s.Fold = func() *portfolio.Fold { return portfolio.NewFold(m, "", "", "", []string{"region"}, false) }
	measure := func(n int) float64 {
		data := lines(m, n, fleet.Default())
		return testing.AllocsPerRun(3, func() {
			if out, err := s.Run(source(data), io.Discard); err != nil || out.Fallbacks > 0 {
				t.Fatalf("%+v, %v", out, err)
			}
		})
	}
	few, many := measure(2000), measure(12000)
	if per := (many - few) / 10000; per > 0.02 {
		t.Errorf("%v allocations a record", per)
	}
}
