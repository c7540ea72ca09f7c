package interview

import (
	"errors"

	"fathom/assess"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Explain says in the person's language what a session refused, or why it could not save.
func Explain(err error, lang say.Language) string {
	switch {
	case errors.Is(err, ErrUnsaved):
		return lang.Say("Not saved: ", "未能保存：") + problem.Cause(err).In(lang) + lang.Say(". The answer is kept; give it again to try again.", "。答案还在；再答一次就会重试。")
	case errors.Is(err, ErrLevel):
		return lang.Say("There is no such level here.", "这里没有这个级别。")
	case errors.Is(err, ErrItem):
		return lang.Say("There is no such item in the list.", "清单里没有这一项。")
	case errors.Is(err, ErrAlone):
		return lang.Say("One of these says that nothing else holds: tick it alone.", "其中一项的意思是其他各项都不符合：请只勾选它。")
	case errors.Is(err, ErrNoReason):
		return lang.Say("A reason is needed: without one the question stays open.", "须写明理由；不写，这一题仍算未答。")
	case errors.Is(err, ErrTooLong):
		return lang.Say("The text is too long: at most %d characters.", "文字太长：最多 %d 个字符。", assess.MaxText)
	}
	return lang.Say("That did not work.", "没有成功。")
}
