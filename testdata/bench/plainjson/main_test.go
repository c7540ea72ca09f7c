package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/testdata/fleet"
)

func model(t *testing.T) *assess.Model {
	t.Helper()
	m, err := compile("../rubric.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const head = `{"format":"fathom.answers/1","rubric":{"id":"bench","version":"1.0.0"},"date":"2026-03-14",`

// TestRow: two levels, one not applicable, one unknown, 27 unanswered. By hand: the team's applicable weight is 37 with
// 3 answered at level 2, the members' 26 with 3 answered at level 5.
//
//	score       (37*2 + 26*5) / 63 = 204/63
//	low, high   (6 + 34 + 15 + 23) / 63 = 78/63, (6 + 170 + 15 + 115) / 63 = 306/63
//	coverage    6/63
//	attainment  (3*1 + 3*3) / (3*3 + 3*3) = 12/18: the fifth level is above the target, 4
func TestRow(t *testing.T) {
	line := head + `"subject":{"id":"a","name":"A & \"B\" 河南","tags":{"tier":"A","region":"east"}},"answers":{` +
		`"channel-goals/practised":2,"partner-profile/practised":{"na":"none"},"market-coverage/practised":{"unknown":true},` +
		`"lead-handling/practised":{"note":"\"level\":1","level":5}}}`
	want := `{"id":"a","name":"A & \"B\" 河南","date":"2026-03-14","stage":null,"sector":null,"member":null,"tags":{"region":"east","tier":"A"},` +
		`"depth":"full","asked":31,"criteria":31,"overall":{"score":3.238095238,"low":1.238095238,"high":4.857142857,"coverage":0.095238095,"level":3,"stage_reached":1,"attainment":0.666666667,"weakest":"channel-goals"},` +
		`"parts":{"team":2.0,"member":5.0},"dimensions":{"direction":2.0,"people":null,"process":null,"incentives":null,"systems":null,"trust":null,` +
		`"selling":5.0,"delivery":null,"strength":null},"focus":["channel-goals"],"error":null,"kind":null,"file":null,"line":null,"column":null,"more":null}` + "\n"
	var out bytes.Buffer
	if _, err := portfolio(model(t), strings.NewReader(line), &out, 1, true); err != nil || out.String() != want {
		t.Errorf("%v\n%s\n%s", err, out.String(), want)
	}
}

// TestRollup: three records of one practice, at levels 1, 2 and 4. The quantiles at 10, 25, 50, 75 and 90 % of three
// lie at the ranks 0.2, 0.5, 1, 1.5 and 1.8, counted from 0.
func TestRollup(t *testing.T) {
	var lines []string
	for _, r := range []string{`"east"}},"answers":{"roles/practised":4}}`, `"west"}},"answers":{"roles/practised":1}}`, `"east"}},"answers":{"roles/practised":2,"skills/practised":{"na":"x"}}}`} {
		lines = append(lines, head+`"subject":{"id":"a","tags":{"region":`+r)
	}
	sum, err := portfolio(model(t), strings.NewReader(strings.Join(lines, "\n")), &bytes.Buffer{}, 2, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"n":3,"practices":{"channel-goals":{"answered":0,"mean":null,"levels":[0,0,0,0,0],"na":0}`,
		`"roles":{"answered":3,"mean":2.3333333333333335,"levels":[1,1,0,1,0],"na":0},"skills":{"answered":0,"mean":null,"levels":[0,0,0,0,0],"na":1}`,
		`"people":{"n":3,"mean":2.3333333333333335,"p10":1.2,"p25":1.5,"p50":2,"p75":3,"p90":3.6}`,
		`"regions":{"east":{"direction":{"n":0,"mean":null},"people":{"n":2,"mean":3}`,
		`"west":{"direction":{"n":0,"mean":null},"people":{"n":1,"mean":1}`,
	} {
		if got := string(sum.json()); !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// TestWorkers: one worker and several write the same, whatever the order and form of the answers.
func TestWorkers(t *testing.T) {
	m := model(t)
	opt := fleet.Options{Seed: 4, NA: 0.2, Unknown: 0.2, Unanswered: 0.2, Notes: 0.3, Awkward: 0.5, Bare: 0.1}
	var first string
	for _, jobs := range []int{1, 2, 5} {
		f := fleet.New(m.Rubric, opt)
		var in, out bytes.Buffer
		for i := range 3*batchLines + 1 {
			in.Write(append(f.Append(nil, i), '\n'))
		}
		sum, err := portfolio(m, &in, &out, jobs, true)
		if err != nil {
			t.Fatal(err)
		}
		got := out.String() + string(sum.json())
		if first == "" {
			first = got
		}
		if got != first {
			t.Errorf("%d workers write something else", jobs)
		}
		opt.Shuffle, opt.Spaced, opt.Long = true, true, 0.5
	}
}

// TestBadLine: a bad line ends it, with its number.
func TestBadLine(t *testing.T) {
	f := fleet.New(model(t).Rubric, fleet.Default())
	var in []byte
	for i := range 4 * batchLines {
		in = append(f.Append(in, i), '\n')
		if i == 2*batchLines {
			in = append(in, "{\n"...)
		}
	}
	path := filepath.Join(t.TempDir(), "f.ndjson")
	if err := os.WriteFile(path, in, 0o600); err != nil {
		t.Fatal(err)
	}
	err := run([]string{"-rubric", "../rubric.yaml", "-jobs", "2", path}, &bytes.Buffer{})
	if err == nil || !strings.HasPrefix(err.Error(), "line 514: ") {
		t.Errorf("error %v", err)
	}
}
