package lineprompt

import (
	"strconv"
	"strings"

	"fathom/assess/interview"
)

// items writes what can be ticked, with the numbers by which it is.
func (c *conversation) items(card interview.Card) {
	for i, it := range card.Items {
		mark := c.lang.Say("  ", "  ")
		if it.Ticked {
			mark = c.lang.Say(" [holds] ", "［符合］")
		}
		c.line(strconv.Itoa(i+1) + "." + mark + joined(c.lang.Say(" - ", "："), it.Text, it.Help))
	}
	c.say("Type the numbers of all that hold, such as 1 3; 0 if none holds. What that makes:", "输入所有符合的各项的编号，如 1 3；都不符合则输入 0。对应的级别：")
	for _, l := range card.Levels {
		c.line(c.lang.Say("Level ", "级别 ") + strconv.Itoa(l.Level) + ". " + joined(c.lang.Say(": ", "："), l.Name, l.Text))
	}
}

// tick answers a checklist with the numbers of a line. It reports false for a line that has none in front.
func (c *conversation) tick(line string) (is bool, err error) {
	words := strings.FieldsFunc(narrow(line), func(r rune) bool { return strings.ContainsRune(" ,;、，；", r) })
	if len(words) == 0 || c.s.Here().Kind != interview.Question || len(c.s.Card().Items) == 0 {
		return false, nil
	}
	if _, err := strconv.Atoi(words[0]); err != nil {
		return false, nil
	}
	var places []int
	for _, w := range words {
		n, err := strconv.Atoi(w)
		if err != nil || n == 0 && len(words) > 1 {
			return true, interview.ErrItem
		}
		if n != 0 {
			places = append(places, n-1)
		}
	}
	return true, c.s.Tick(places)
}
