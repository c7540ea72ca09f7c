package lineprompt_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/assess/interview/lineprompt"
	"fathom/rubric"
	"fathom/rubric/say"
)

// three is a rubric of three criteria in two dimensions.
func three() *assess.Model {
	text := func(en, zh string) rubric.Text { return rubric.Text{"en": en, "zh": zh} }
	scale := rubric.Scale{ID: "s", Levels: []rubric.Level{
		{Level: 1, Value: 1, Name: text("low", "低")}, {Level: 2, Value: 2, Name: text("high", "高")}}}
	criterion := func(id string) rubric.Criterion {
		return rubric.Criterion{ID: id, Name: text(id, id), Weight: 1, Scale: "s", Core: id != "b",
			Levels: map[int]rubric.Text{1: text(id+" is low\x1b[2J", id+"低\x1b[2J"), 2: text(id+" is high", id+"高")}}
	}
	one := 1.0
	practice := func(id, dimension string, criteria ...rubric.Criterion) rubric.Practice {
		return rubric.Practice{ID: id, Name: text(id, id), Dimension: dimension, Criteria: criteria,
			Weight: rubric.PerStage{All: &one}}
	}
	mean := rubric.Rule{Aggregate: rubric.Mean}
	return assess.Compile(&rubric.Rubric{
		ID: "three", Version: "1", Languages: []string{"en", "zh"}, Scales: []rubric.Scale{scale},
		Scoring: rubric.Scoring{Practice: mean, Dimension: mean, Part: mean, Overall: mean},
		Parts:   []rubric.Part{{ID: "whole", Name: text("The whole", "整体")}},
		Dimensions: []rubric.Dimension{
			{ID: "d", Part: "whole", Name: text("First", "一")},
			{ID: "e", Part: "whole", Name: text("Second", "二")},
		},
		Practices: []rubric.Practice{
			practice("p", "d", criterion("a"), criterion("b")),
			practice("q", "e", criterion("c")),
		},
	})
}

// talk types lines into an interview and returns what was answered, what was printed and how it ended.
func talk(t *testing.T, lang say.Language, save func(*assess.Assessment) error,
	lines ...string) (a *assess.Assessment, said string, err error) {
	t.Helper()
	m, out := three(), &strings.Builder{}
	a = &assess.Assessment{Depth: "full", Answers: make([]assess.Answer, m.Len())}
	in := strings.NewReader(strings.Join(lines, "\n") + "\n")
	err = lineprompt.Prompter{In: in, Out: out}.Conduct(t.Context(), interview.Start{Lang: lang,
		Begin: func(interview.Facts) (*interview.Session, error) {
			s := interview.New(m, a, save)
			s.Lang = lang
			return s, nil
		}})
	return a, out.String(), err
}

func kept(*assess.Assessment) error { return nil }

// TestTalk: what each key does to the answers, typed as people type it: with its text behind it or asked for, in
// full-width letters and digits too.
func TestTalk(t *testing.T) {
	type want = []assess.Answer
	level := func(n int) assess.Answer { return assess.Answer{Given: true, State: assess.Answered, Level: n} }
	na := func(why string) assess.Answer {
		return assess.Answer{Given: true, State: assess.NotApplicable, Note: why}
	}
	unknown := assess.Answer{Given: true, State: assess.Unknown}
	noted := level(2)
	noted.Note, noted.Evidence, noted.Confidence = "seen twice", []string{"plan", "map"}, "high"
	for name, c := range map[string]struct {
		lines []string
		want  want
	}{
		"levels":             {[]string{"1", "2", "", "1", "q"}, want{level(1), level(2), level(1)}},
		"full width":         {[]string{"２", "ｂ", "１", "Ｑ"}, want{level(1), {}, {}}},
		"don't know":         {[]string{"?", "？", "q"}, want{unknown, unknown, {}}},
		"no such level":      {[]string{"3", "0", "2", "q"}, want{level(2), {}, {}}},
		"not applicable":     {[]string{"n none here", "n", "nor there", "q"}, want{na("none here"), na("nor there"), {}}},
		"without a reason":   {[]string{"n", "", "1", "q"}, want{level(1), {}, {}}},
		"note and the like":  {[]string{"2", "b", "t seen twice", "e plan；map", "c 3", "q"}, want{noted, {}, {}}},
		"no such confidence": {[]string{"2", "b", "c 4", "q"}, want{level(2), {}, {}}},
		"skip, go to":        {[]string{"s", "s", "", "2", "g 2", "1", "q"}, want{{}, level(1), level(2)}},
		"go to by asking":    {[]string{"g", "3", "2", "q"}, want{{}, {}, level(2)}},
		"next open":          {[]string{"1", "b", "u", "2", "q"}, want{level(1), level(2), {}}},
		"clear":              {[]string{"1", "b", "x", "q"}, want{{}, {}, {}}},
		"nothing, nonsense":  {[]string{"", "zz", "g 9", "h", "r", "1", "q"}, want{level(1), {}, {}}},
		"the input ends":     {[]string{"1", "2"}, want{level(1), level(2), {}}},
	} {
		a, out, err := talk(t, "en", kept, c.lines...)
		for i := range c.want {
			got := a.Answers[i]
			got.Text = ""
			if err != nil || !reflect.DeepEqual(got, c.want[i]) {
				t.Errorf("%s: %v; answer %d is %+v, want %+v\n%s", name, err, i, got, c.want[i], out)
			}
		}
	}
}

// TestSaid: what goes wrong is said in the language of the session and asked again, and text of the rubric and of the
// person passes the filter for terminals.
func TestSaid(t *testing.T) {
	for lang, want := range map[say.Language][]string{
		"en": {"There is no such level here", "A reason is needed", "There is no such question.", "No such key: zz.", "Nothing chosen.",
			"<U+001B>", "End of input. Everything answered so far is saved."},
		"zh": {"没有这个级别", "理由", "没有这一题。", "没有 zz 这个按键。", "还没有选。", "<U+001B>", "输入已结束。已答的内容都已保存。"},
	} {
		_, out, err := talk(t, lang, kept, "9", "n", "", "g 7", "zz", "", "t a\x1b[2Jb", "r")
		for _, text := range want {
			if err != nil || !strings.Contains(out, text) {
				t.Errorf("%s: %v, no %q in\n%s", lang, err, text, out)
			}
		}
		if strings.Contains(out, "\x1b") {
			t.Errorf("%s: an escape reaches the terminal: %q", lang, out)
		}
	}
}

// TestUnsaved: who leaves while nothing can be saved is told so by the error; where the last save works, all is well.
func TestUnsaved(t *testing.T) {
	full, calls := errors.New("the disk is full"), 0
	_, out, err := talk(t, "en", func(*assess.Assessment) error { calls++; return full }, "1", "q")
	if !errors.Is(err, interview.ErrUnsaved) || !errors.Is(err, full) || calls < 2 || !strings.Contains(out, "not saved") {
		t.Errorf("%v after %d tries\n%s", err, calls, out)
	}
	calls = 0
	_, _, err = talk(t, "en", func(*assess.Assessment) error {
		if calls++; calls == 1 {
			return full
		}
		return nil
	}, "1", "q")
	if err != nil || calls < 2 {
		t.Errorf("%v after %d tries", err, calls)
	}
}
