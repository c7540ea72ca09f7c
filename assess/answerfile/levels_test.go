package answerfile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fathom/assess/answerfile"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// TestLevelsInChinese: a row of levels has the comma of its sentence.
func TestLevelsInChinese(t *testing.T) {
	const text = "format: fathom.answers/1\nrubric: {id: mini, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\nanswers:\n  alpha/one: %s\n"
	for level, want := range map[string][2]string{
		"9":   {"9 is not a level of scale plain (1, 2, 3)", "9 不是标尺 plain 的级别（1、2、3）"},
		"2.5": {"want a level here (1, 2, 3), not 2.5", "这里要写级别（1、2、3），不能写 2.5"},
		"[2]": {"want a level here (1, 2, 3), got a list", "这里要写级别（1、2、3），现在是列表"},
	} {
		var list problem.List
		_, err := answerfile.Read("f", fmt.Appendf(nil, text, level), mini(t))
		if !errors.As(err, &list) || (list[0].Message != say.Message{EN: want[0], ZH: want[1]}) {
			t.Errorf("%s: %+v", level, list)
		}
	}
}

// TestWordsForALevel: who writes a word where a level stands is told how its answer is written there, in the file's own
// language; a rater's vote may be a word.
func TestWordsForALevel(t *testing.T) {
	const yaml = "format: fathom.answers/1\nrubric: {id: mini, version: 1.0.0}\nsubject: {id: s}\ndate: 2026-11-20\n" +
		"raters: [{id: r1}]\nanswers:\n  alpha/one: %s\n"
	const json = `{"format": "fathom.answers/1", "rubric": {"id": "mini", "version": "1.0.0"}, "subject": {"id": "s"},
		"date": "2026-11-20", "raters": [{"id": "r1"}], "answers": {"alpha/one": %s}}`
	for _, c := range []struct{ file, answer, en, zh string }{
		{json, `"unknown"`, `f:2:76: want a level here (1, 2, 3), not "unknown"; for "don't know", write {"unknown": true} instead [level]`,
			`f:2:76: 这里要写级别（1、2、3），不能写 "unknown"；“不知道”请改写成 {"unknown": true} [level]`},
		{json, `{"level": "不知道"}`, `; for "don't know", write "unknown": true instead`, `；“不知道”请改写成 "unknown": true`},
		{json, `{"votes": {"r1": "n/a"}}`, `; for what does not apply, write "na" instead`, `；“不适用”请改写成 "na"`},
		{json, `"2"`, `not "2"; write 2 without quotes`, `；2 不要加引号`},
		{json, `null`, `got null; leave out what nobody answered`, `；没有人回答的题，整条不写即可`},
		{json, `"yes"`, `not "yes" [level]`, `不能写 "yes" [level]`},
		{yaml, "unknown", "; for \"don't know\", write {unknown: true} instead", "；“不知道”请改写成 {unknown: true}"},
		{yaml, "N/A", "; for what does not apply, write {na: the reason} instead", "；“不适用”请改写成 {na: 理由}"},
		{yaml, "{votes: {r1: '?'}}", "; for \"don't know\", write unknown instead", "；“不知道”请改写成 unknown"},
		{yaml, "'4'", `not "4" [level]`, `不能写 "4" [level]`},
	} {
		_, err := answerfile.Read("f", fmt.Appendf(nil, c.file, c.answer), mini(t))
		var list problem.List
		if !errors.As(err, &list) {
			t.Errorf("%s: %v", c.answer, err)
			continue
		}
		for lang, want := range map[say.Language]string{"en": c.en, "zh": c.zh} {
			if got := list.In(lang); !strings.Contains(got, want) {
				t.Errorf("%s: %s does not say %s", c.answer, got, want)
			}
		}
	}
}
