package answerfile_test

import (
	"errors"
	"fmt"
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
