package form_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/form"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

func model() *assess.Model { return assess.Compile(channelteam.Rubric()) }

// sample has all states of an answer, and notes that mean harm.
func sample(m *assess.Model) *assess.Assessment {
	a := &assess.Assessment{
		Subject: assess.Subject{ID: "henan", Name: "河南, \"快消\"", Stage: "growth", Sector: "fmcg-distributor", Member: "+新乡商贸",
			Tags: map[string]string{"region": "=华中", "b": "2"}},
		Date: "2026-11-20", Depth: "quick", Raters: []assess.Rater{{ID: "r1", Role: "field"}},
		Capacity: assess.Capacity{PerQuarter: map[string]float64{"OPS": 0, "DIR": 20.5}, AtOnce: 3},
		Previous: "=may, 河南.yaml",
		Targets:  map[string]float64{"roles": 4, "delegation-trust": 2},
		Comments: map[string]string{"summary": "=1+1", "team": "one\n\ntwo", "people": "@x", "roles": "“好”，a,b"},
		Answers:  make([]assess.Answer, m.Len()),
	}
	notes := []string{"=1+1", "+1", "'x", "'=1", "@x", "-2", "two\nlines", "😀 emoji", "bidi \u202Eabc\u2066", "_x0041_", "bell \a", "＝全角", "\ttab", " = x", " blank ", "3",
		"a,b;c\td", "<f>&amp;"}
	for i, note := range notes {
		a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 1 + i%5, Note: note,
			Evidence: []string{note}, Confidence: []string{"", "low", "medium", "high"}[i%4]}
		if strings.Contains(note, "\n") {
			a.Answers[i].Evidence = []string{"one", "=two"}
		}
	}
	n := len(notes)
	a.Answers[n] = assess.Answer{Given: true, State: assess.NotApplicable, Note: "=no stock", Evidence: []string{"e"}}
	a.Answers[n+1] = assess.Answer{Given: true, State: assess.Unknown, Note: "asked twice"}
	a.Answers[n+2] = assess.Answer{Given: true, State: assess.Unknown}
	a.Answers[n+3] = assess.Answer{Given: true, State: assess.Unanswered, Note: "later"}
	a.Answers[n+4] = assess.Answer{Given: true, State: assess.Unanswered}
	a.Answers[n+5] = assess.Answer{Given: true, State: assess.Answered, Level: 4, Text: m.Criterion(n + 5).TextDigest()}
	return a
}

func languages() map[string][]say.Language {
	return map[string][]say.Language{"zh": {"zh"}, "en": {"en"}, "both": {"zh", "en"}, "both, English first": {"en", "zh"}}
}

func written(t *testing.T, a *assess.Assessment) string {
	t.Helper()
	var out bytes.Buffer
	if err := answerfile.Write(&out, a, channelteam.Rubric()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRoundTrip(t *testing.T) {
	m := model()
	want := sample(m)
	for name, langs := range languages() {
		for kind, export := range map[string]func(*bytes.Buffer) error{
			"xlsx": func(b *bytes.Buffer) error { return form.WriteXLSX(b, m, want, form.Options{Langs: langs}) },
			"csv":  func(b *bytes.Buffer) error { return form.WriteCSV(b, m, want, form.Options{Langs: langs}) },
		} {
			var out bytes.Buffer
			if err := export(&out); err != nil {
				t.Errorf("%s %s: %v", kind, name, err)
				continue
			}
			got := imported(t, out.Bytes())
			if before, after := written(t, want), written(t, got[0].Assessment); before != after {
				t.Errorf("%s %s:\n%s\nbecame\n%s", kind, name, before, after)
			}
		}
	}
}

func imported(t *testing.T, data []byte) []form.Respondent {
	t.Helper()
	got, err := form.Import("f", data, model(), form.Defaults{})
	if err != nil {
		t.Fatal(err)
	}
	return got.Respondents
}

// TestNotKept refuses what a form cannot carry.
func TestNotKept(t *testing.T) {
	m := model()
	for name, change := range map[string]func(*assess.Assessment){
		"panel":             func(a *assess.Assessment) { a.Panel = true },
		"lines in evidence": func(a *assess.Assessment) { a.Answers[0].Evidence = []string{"a\nb"} },
	} {
		a := sample(m)
		change(a)
		var out bytes.Buffer
		if err := form.WriteXLSX(&out, m, a, form.Options{}); err == nil || out.Len() > 0 {
			t.Errorf("%s: kept", name)
		}
	}
}

const longHead = "id,answer,reason,note,evidence,confidence\nsubject,s,,,,\ndate,2026-11-20,,,,\n"

func kinds(err error) []string {
	list, _ := err.(problem.List)
	var out []string
	for _, p := range list {
		out = append(out, p.Kind)
	}
	return out
}

func TestCSVRefusals(t *testing.T) {
	for text, want := range map[string]string{
		longHead + "roles/overlap-control,3.7,,,,\n":                       "f:4:2: level",
		longHead + "capacity:DIR,many,,,,\nroles/overlap-control,3,,,,\n":  "f:4:2: number",
		longHead + "capacity:DIR,10001,,,,\nroles/overlap-control,3,,,,\n": "f:4:2: number",
		longHead + "target:roles,6,,,,\nroles/overlap-control,3,,,,\n":     "f:4:2: level",
		longHead + "target:role,3,,,,\nroles/overlap-control,3,,,,\n":      "f:4:1: unknown-id",
		longHead + "target:roles,high,,,,\nroles/overlap-control,3,,,,\n":  "f:4:2: level",
		longHead + "at_once,2.5,,,,\nroles/overlap-control,3,,,,\n":        "f:4:2: number",
		longHead + "capacity:CHM,20,,,,\nroles/overlap-control,3,,,,\n":    "f:4:1: unknown-id",
		longHead + "comment:rolls,good,,,,\nroles/overlap-control,3,,,,\n": "f:4:1: unknown-id",
		longHead + "roles/overlap-control,9,,,,\n":                         "f:4:2: level",
		longHead + "roles/overlap-control,maybe,,,,\n":                     "f:4:2: level",
		longHead + "roles/overlap-control,=1+1,,,,\n":                      "f:4:2: level",
		longHead + "roles/overlap-control,3,because,,,\n":                  "f:4:3: two-answers",
		longHead + "roles/overlap-control,N/A,,,,\n":                       "f:4:3: no-reason",
		longHead + "roles/overlap-contrl,3,,,,\n":                          "f:4:1: unknown-id",
		longHead + ",3,,,,\n": "f:4:1: unknown-id",
		longHead + "roles/overlap-control,3,,,,\nroles/overlap-control,3,,,,\n":     "f:5:1: duplicate",
		longHead + "roles/overlap-control,3,,,,sure\n":                              "f:4:6: unknown-word",
		longHead + "\n\nroles/overlap-control,3,,\"two\nlines\",,\nroles/x,3,,,,\n": "f:7:1: unknown-id",
		longHead + "version,1.0.0,,,,\nrubric,other,,,,\n":                          "f:5:2: rubric",
		longHead + "version,0.9.0,,,,\nrubric,channel-team,,,,\n":                   "f:4:2: rubric-version",
		longHead + "format,fathom.form/2,,,,\n":                                     "f:4:2: format",
		longHead + "stage,grwth,,,,\n":                                              "f:4:2: unknown-word",
		longHead + "role,boss,,,,\n":                                                "f:1:1: missing",
		"id,answer\nsubject,s\ndate,11/20/2026\n":                                   "f:3:2: date",
		"id,answer\nsubject,河南\nname,河南渠道\ndate,2026-11-20\n":                       "f:2:2: id",
		"id,answer\n": "f:1:1: missing",
		"a,b\n1,2\n":  "f:1:1: columns",
		"id,id,answer\nsubject,,s\ndate,,2026-11-20\n": "f:1:2: duplicate",
		"a,\"b\n":                             "f:1:1: csv",
		"":                                    "f: columns",
		strings.Repeat("x\n", form.MaxRows+1): "f:5001:1: too-many",
		strings.Repeat("x,", form.MaxColumns) + "\n":                     "f:1:16385: too-many",
		strings.Repeat("x", form.MaxBytes+1):                             "f: too-large",
		"\xff\xff\x81\x20\x00":                                           "f: encoding",
		"\xD0\xCF\x11\xE0xyz":                                            "f: workbook",
		"PK\x03\x04 no zip":                                              "f: workbook",
		"who,roles/overlap-control,[x] [roles/overlap-control]\n1,2,3\n": "f:1:3: duplicate",
		longHead + "roles/overlap-control,3,," + strings.Repeat("长", 10_001) + ",,\n": "f:4:4: too-long",
	} {
		_, err := form.Import("f", []byte(text), model(), form.Defaults{})
		list, ok := err.(problem.List)
		if !ok {
			t.Errorf("%.80q: %v", text, err)
			continue
		}
		place, _, _ := strings.Cut(problem.Problem{File: list[0].File, Line: list[0].Line,
			Column: list[0].Column, Kind: "-"}.Error(), ":  [")
		if got := place + ": " + list[0].Kind; got != want {
			t.Errorf("%.80q: %s, want %s", text, got, want)
		}
		for _, p := range list {
			if p.Message.EN == "" || p.Message.ZH == "" {
				t.Errorf("%.80q: no message", text)
			}
		}
	}
}

func TestWordsAndNumbers(t *testing.T) {
	i, _ := model().Index("roles/overlap-control")
	for answer, want := range map[string]assess.Answer{
		"3": {State: assess.Answered, Level: 3}, "３": {State: assess.Answered, Level: 3},
		"4.0": {State: assess.Answered, Level: 4},
		"3e0": {State: assess.Answered, Level: 3}, "3.0E+00": {State: assess.Answered, Level: 3},
		"3 成体系": {State: assess.Answered, Level: 3}, "Defined": {State: assess.Answered, Level: 3},
		"3 Defined":  {State: assess.Answered, Level: 3},
		"don’t know": {State: assess.Unknown}, "不知道": {State: assess.Unknown},
	} {
		want.Given = true
		got := imported(t, []byte(longHead+"roles/overlap-control,"+answer+",,,,\n"))[0].Assessment.Answers[i]
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", answer, got)
		}
	}
}

func TestDates(t *testing.T) {
	for _, date := range []string{"2026-11-20", "2026/11/20", "2026年11月20日", "2026.11.20", "2026-11-20 09:30:00", "2026-11-20T09:30:00+08:00",
		"２０２６－１１－２０", "Nov 20, 2026", "November 20, 2026", "20 Nov 2026", "11月 20, 2026"} {
		if got := imported(t, []byte("id;answer\nsubject;s\ndate;"+date+"\n"))[0].Assessment.Date; got != "2026-11-20" {
			t.Errorf("%s: %s", date, got)
		}
	}
}

// TestEncodings reads the same table in every encoding and with every separator.
func TestEncodings(t *testing.T) {
	text := longHead + "roles/overlap-control,2,,备注：两个大区争同一客户,,高\n"
	encodings := map[string]encoding.Encoding{
		"UTF-8": encoding.Nop, "UTF-8 with BOM": unicode.UTF8BOM, "GBK": simplifiedchinese.GBK, "GB18030": simplifiedchinese.GB18030,
		"UTF-16LE":          unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE":          unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE, no mark": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE, no mark": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	}
	want := ""
	for name, enc := range encodings {
		for _, sep := range []string{",", ";", "\t"} {
			data, err := enc.NewEncoder().Bytes([]byte(strings.ReplaceAll(text, ",", sep)))
			if err != nil {
				t.Fatal(err)
			}
			got := written(t, imported(t, data)[0].Assessment)
			if want == "" {
				want = got
			}
			if got != want || !strings.Contains(got, "备注：两个大区争同一客户") || !strings.Contains(got, "confidence: high") {
				t.Errorf("%s %q: %s", name, sep, got)
			}
		}
	}
}

func FuzzImportCSV(f *testing.F) {
	m := model()
	var out bytes.Buffer
	if err := form.WriteCSV(&out, m, sample(m), form.Options{Langs: []say.Language{"zh"}}); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte(longHead + "roles/overlap-control,N/A,r,n,,\n"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"))
	f.Add([]byte("x [roles/overlap-control];fathom_subject\n3;s\n"))
	f.Add([]byte("[{\"roles/overlap-control\": 3.0, \"g\": {\"fathom_date\": null}, \"l\": [1, [], {}]}]"))
	f.Add([]byte("{\"roles/overlap-control\": true}\n\n{\"x\": \"\\ud83d\\ude00\"}\n"))
	f.Add([]byte("\"sep=;\"\nid;answer\nroles/overlap-control;3\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := form.Import("f", data, m, form.Defaults{})
		if (got == nil) == (err == nil) {
			t.Errorf("%v %v", got, err)
		}
	})
}
