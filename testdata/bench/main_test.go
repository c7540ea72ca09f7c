package main

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestNumbers(t *testing.T) {
	got, err := numbers("10k,1m,7")
	if err != nil || !slices.Equal(got, []int{10_000, 1_000_000, 7}) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"", "0", "ten", "-1", "1,"} {
		if got, err := numbers(bad); err == nil {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
}

// TestRatios: a ratio is of one round. Ours took 1, 2 and 4 s, theirs 2, 2 and 16: the ratios are 2, 1 and 4, their
// median 2, where the medians' ratio would be 1.
func TestRatios(t *testing.T) {
	seconds := func(all ...int) (out []sample) {
		for _, s := range all {
			out = append(out, sample{wall: time.Duration(s) * time.Second})
		}
		return out
	}
	got := ratios(seconds(2, 2, 16), seconds(1, 2, 4), wallOf)
	if got.median() != 2 || got.span() != "(1.00-4.00)" {
		t.Errorf("got %v, %s", got.median(), got.span())
	}
	if m := (figures{4, 1, 3, 2}).median(); m != 2.5 {
		t.Errorf("the median of four is %v", m)
	}
}

// TestOthers: in 2 s two processes used 1 s of what the processors worked.
func TestOthers(t *testing.T) {
	one := sample{wall: time.Second, cpu: time.Second / 2, busy: time.Second}
	got := others([][]sample{{one}, {one}})
	if want := 1.0 / 2 / float64(runtime.NumCPU()); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestParsed: the bound must have seen all records, and all levels where ours tells how many there are.
func TestParsed(t *testing.T) {
	bound := []byte(`{"n":2,"answered":3,"points":9}`)
	for ours, ok := range map[string]bool{
		``: true,
		`{"practices":[{"n":1,"levels":[{},{},{},{"n":1},{}]},{"n":2,"levels":[{"n":1},{},{},{"n":1},{}]}]}`: true,
		`{"practices":[{"n":1,"levels":[{},{},{},{"n":1},{}]},{"n":2,"levels":[{},{"n":1},{},{"n":1},{}]}]}`: false,
		`{"practices":[{"n":1,"levels":[{},{},{},{},{"n":1}]}]}`:                                             false,
	} {
		if err := parsed(bound, []byte(ours), 2); (err == nil) != ok {
			t.Errorf("%s: %v", ours, err)
		}
	}
	if parsed(bound, nil, 3) == nil {
		t.Error("a record is missing and nobody says so")
	}
}

// TestSameRollup: roll-ups differ when a count, a mean or a quantile does.
func TestSameRollup(t *testing.T) {
	ours := `{"subjects":2,"practices":[{"id":"a","n":2,"mean":2.5,"levels":[{"n":0},{"n":1},{"n":1}]}],"dimensions":[{"id":"d","n":2,"mean":2.5,"p10":2,"p25":2,"p50":2,"p75":3,"p90":3}],"groupings":[{"groups":[{"value":"east","dimensions":[{"id":"d","mean":2.5}]}]}]}`
	peers := `{"n":2,"practices":{"a":{"answered":2,"mean":2.5,"levels":[0,1,1],"na":0}},"dimensions":{"d":{"n":2,"mean":2.5,"p10":2.0049,"p25":2,"p50":2,"p75":3,"p90":3}},"regions":{"east":{"d":{"n":2,"mean":2.5}}}}`
	if err := sameRollup([]byte(peers), []byte(ours)); err != nil {
		t.Error(err)
	}
	for _, c := range [][2]string{
		{`"n":2,"practices"`, `"n":3,"practices"`},
		{"[0,1,1]", "[1,0,1]"},
		{`"mean":2.5,"levels"`, `"mean":2.51,"levels"`},
		{`"p90":3`, `"p90":3.01`},
		{`"mean":2.5}}}}`, `"mean":2.6}}}}`},
	} {
		if sameRollup([]byte(strings.Replace(peers, c[0], c[1], 1)), []byte(ours)) == nil {
			t.Errorf("nobody sees %s for %s", c[1], c[0])
		}
	}
}

// TestRun measures the portfolio command with a peer, rows and roll-up agreeing.
func TestRun(t *testing.T) {
	t.Chdir("../..")
	var out bytes.Buffer
	args := []string{"-n", "200,300", "-rounds", "1", "-peers", "plainjson,wc", "-jobs",
		"rows,rollup,both,import,shuffled-rows,builtin-rollup"}
	err := run(args, &out, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for what, want := range map[string]int{"\nrows, 1 worker(s): 200 records": 1, "\nrollup, 2 worker(s): 300 records": 1,
		"\nboth, 1 worker(s): 300 records": 1, "\nimport, 1 worker(s): 200 records": 1,
		"\nshuffled-rows, 1 worker(s): 300 records": 1, "\nbuiltin-rollup, 2 worker(s): 200 records": 1, " ours  ": 22,
		" plainjson  ": 16, " wc  ": 12, "the second worker": 10, "the peak of": 11} {
		if got := strings.Count(out.String(), what); got != want {
			t.Errorf("%q stands there %d times, want %d", what, got, want)
		}
	}
	if t.Failed() {
		t.Log(out.String())
	}
}

// TestDisagree: a peer whose output is not ours gets no figures, and the run fails.
func TestDisagree(t *testing.T) {
	t.Chdir("../..")
	var out bytes.Buffer
	args := []string{"-n", "50", "-workers", "1", "-rounds", "1", "-peers", "plainjson",
		"-rows", "hello", "-jobs", "rows"}
	err := run(args, &out, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "plainjson") {
		t.Errorf("error %v", err)
	}
	if strings.Contains(out.String(), " plainjson  ") || !strings.Contains(out.String(), "not measured: ") {
		t.Error(out.String())
	}
}

// TestKinds: of which data a job is, and which are there.
func TestKinds(t *testing.T) {
	for job, ok := range map[string]bool{"rows": true, "builtin-rows": true, "spaced-both": true,
		"builtin-start": false, "shuffled-import": false, "odd-rows": false} {
		if _, err := parse([]string{"-jobs", job}, io.Discard); (err == nil) != ok {
			t.Errorf("%s: %v", job, err)
		}
	}
	if got := oursFor("builtin", "fathom {data} --rubric {rubric} -f json"); got != "fathom {data} -f json" {
		t.Error(got)
	}
}

// TestSummary: the peak of the most records is put beside that of the fewest, and two workers beside one.
func TestSummary(t *testing.T) {
	m := medians{{"rows", 10, 1, 2, 20}, {"rows", 10, 2, 1, 22}, {"rows", 100, 1, 9, 25}, {"rows", 1000, 1, 90, 21}}
	var out bytes.Buffer
	m.summary(&out)
	want := "rows, 10 records: the second worker makes it 2.00 times as fast\n" +
		"rows, 1 worker(s): the peak of 1000 records is 1.050 of that of 10\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}
