package page_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/form/page"
	"fathom/assess/form/photo"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/testdata/browsers"
)

// TestInBrowsers has testdata/browsers/form.mjs fill in pages in Chromium: by taps, by the keyboard alone, in both
// languages, with reloads, in two windows, without storage, without the script; and looks at what was saved. With
// FATHOM_CHECKERS, axe-core must find nothing.
func TestInBrowsers(t *testing.T) {
	folder := t.TempDir()
	browsers.Need(t)
	m := writeAll(t, folder)
	passed := browsers.Play(t, 15*time.Minute, "../../../testdata/browsers/form.mjs", nil, folder)
	if passed < 30 {
		t.Errorf("only %d checks were passed", passed)
	}
	saved := map[string]*assess.Assessment{}
	for _, name := range []string{"full-zh", "full-en", "keyboard", "refused", "quota", "people", "left"} {
		saved[name] = readBack(t, m, filepath.Join(folder, name+".json"))
	}
	checkSaved(t, m, saved)
	for _, lang := range []string{"zh", "en"} {
		checkPictures(t, m, folder, lang, saved["full-"+lang])
	}
}

// writeAll writes the pages that are filled in.
func writeAll(t *testing.T, folder string) *assess.Model {
	t.Helper()
	m := assess.Compile(channelteam.Rubric())
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("full.html", written(t, m, &assess.Assessment{Depth: assess.FullDepth}))
	quick := &assess.Assessment{Depth: assess.QuickDepth, Subject: assess.Subject{ID: "henan", Name: "Henan",
		Stage: "growth", Tags: map[string]string{"10": "b", "2": "a"}}}
	put("quick.html", written(t, m, quick))
	put("people.html", written(t, m, quick, assess.Rater{ID: "zhang", Name: "张三"}, assess.Rater{ID: "li", Name: "李四"},
		assess.Rater{ID: "w1", Name: "王伟", Role: "经理"}, assess.Rater{ID: "w2", Name: "王伟"},
		assess.Rater{ID: rubric.IDFrom("赵六", rubric.RaterPrefix), Name: "赵六"}))
	changed := *m.Rubric
	changed.Practices = append([]rubric.Practice{}, changed.Practices...)
	p := &changed.Practices[0]
	p.Criteria = append([]rubric.Criterion{}, p.Criteria...)
	p.Criteria[0].Name = rubric.Text{"en": "Another name", "zh": "别的名称"}
	put("changed.html", written(t, assess.Compile(&changed), quick))
	if err := os.Mkdir(filepath.Join(folder, "hostile"), 0o700); err != nil {
		t.Fatal(err)
	}
	for k := range 500 {
		m, a, people := poisoned(t, k)
		put(fmt.Sprintf("hostile/%d.html", k), written(t, m, a, people[:1+k%2]...))
	}
	return m
}

// readBack reads what a browser saved, and makes sure that fathom would write it byte for byte the same.
func readBack(t *testing.T, m *assess.Model, path string) *assess.Assessment {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return nil
	}
	a, err := answerfile.Read(path, data, m.Rubric)
	if err != nil {
		t.Error(err)
		return nil
	}
	var again bytes.Buffer
	if err := answerfile.WriteAs(&again, path, a, m.Rubric); err != nil || again.String() != string(data) {
		t.Errorf("%s: %v: %s", filepath.Base(path), err, firstDifference(again.String(), string(data)))
	}
	return a
}

// checkSaved looks at who and what the files say.
func checkSaved(t *testing.T, m *assess.Model, saved map[string]*assess.Assessment) {
	t.Helper()
	for name, want := range map[string]string{
		"full-zh":  rubric.IDFrom("河南渠道", "s-") + " growth 新乡商贸 full " + rubric.IDFrom("张三", "r-") + " 91",
		"full-en":  "nordic-channel growth 新乡商贸 full anna-berg 91",
		"keyboard": "henan growth  quick anna 31",
		"refused":  "henan growth 新乡商贸 quick anna 31",
		"quota":    "henan growth 新乡商贸 quick anna 31",
		"people":   "henan growth  quick li 1",
		"left":     "henan growth  quick/team anna 1",
	} {
		a := saved[name]
		if a == nil {
			continue
		}
		given := 0
		for i := range a.Answers {
			if a.Answers[i].Given && a.Answers[i].Text == m.Criterion(i).TextDigest() {
				given++
			}
		}
		s := a.Subject
		got := fmt.Sprintf("%s %s %s %s %s %d", s.ID, s.Stage, s.Member, a.Depth, a.Raters[0].ID, given)
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// checkPictures reads the pictures of a screen, and puts them together.
func checkPictures(t *testing.T, m *assess.Model, folder, lang string, want *assess.Assessment) {
	t.Helper()
	var parts page.Parts
	paths, _ := filepath.Glob(filepath.Join(folder, "code-"+lang+"-*.png"))
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts, err := photo.Read(path, data)
		if err != nil || len(texts) != 1 {
			t.Errorf("%s: %v %q", path, err, texts)
		}
		for _, text := range texts {
			parts.Add(path, text)
		}
	}
	files, err := parts.Files(m.Rubric)
	if err != nil || len(files) != 1 {
		t.Errorf("%s: %v, from %d pictures", lang, err, len(paths))
		return
	}
	t.Logf("%s: %d pictures", lang, len(paths))
	got, err := answerfile.Read(page.JSONName, files[0].Data, m.Rubric)
	if diff := diff(want, got); err != nil || diff != "" {
		t.Errorf("%s: %v %s", lang, err, diff)
	}
}
