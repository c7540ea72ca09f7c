package lineprompt

import (
	"errors"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// stop puts the stop in view to the person and does one thing. It reports true when the person is done.
func (c *conversation) stop() (done bool, err error) {
	switch c.s.Here().Kind {
	case interview.Change:
		turn := c.s.Turn()
		if err := c.fill(turn); err != nil {
			return false, err
		}
		return false, c.tell(turn.Done())
	case interview.Question:
		c.card(c.s.Card())
	default:
		c.review(c.s.Review())
	}
	at := c.s.At()
	for c.s.At() == at {
		got, err := c.ask("> ")
		if err != nil {
			return false, err
		}
		if done, err = c.obey(got); done || err != nil {
			return done, err
		}
	}
	return false, nil
}

// card writes one question.
func (c *conversation) card(card interview.Card) {
	c.line("")
	part := joined(c.lang.Say(": ", "："), card.Part, card.Member)
	c.say("Question %d of %d: %s", "第 %d 题，共 %d 题：%s", card.Number, card.Total, joined(c.lang.Say(", ", "，"), part, card.Dimension, card.Practice))
	c.line(card.Title(c.lang))
	if len(card.Items) > 0 {
		c.items(card)
		card.Levels = nil
	}
	for _, l := range card.Levels {
		c.line(strconv.Itoa(l.Level) + ". " + joined(c.lang.Say(": ", "："), l.Name, l.Text) + c.votes(card, l))
	}
	if len(card.Evidence) > 0 {
		c.line(c.lang.Say("Look for: ", "看什么证据：") + strings.Join(card.Evidence, c.lang.Say("; ", "；")))
	}
	if card.Changed && card.Settled {
		c.say("The text changed after this was answered. Answer again to confirm.", "作答之后这一题的文字有改动，请再答一次以确认。")
	}
	if card.Before != "" {
		c.line(card.Before)
	}
	if card.BeforeNote != "" {
		c.line(safe.Line(card.BeforeNote))
	}
	if card.Settled {
		so := c.lang.Say("Answer so far: ", "目前的答案：")
		if c.s.IsConsensus() {
			so = c.lang.Say("Agreed: ", "已商定：")
		}
		c.line(so + c.s.AnswerText(c.s.Here().Criterion))
	}
	c.remarks(card)
}

func (c *conversation) remarks(card interview.Card) {
	if card.Talk != nil {
		c.talk(card)
	} else {
		if card.NotApplicable() {
			c.line(c.lang.Say("Why it does not apply: ", "不适用的理由：") + safe.Line(card.Answer.Why()))
		}
		if n := card.Answer.Remark(); n != "" {
			c.line(c.lang.Say("Note: ", "备注：") + safe.Line(n))
		}
	}
	if e := card.Answer.Evidence; len(e) > 0 {
		c.line(c.lang.Say("Evidence seen: ", "已看到的证据：") + safe.Line(strings.Join(e, c.lang.Say("; ", "；"))))
	}
}

// votes says how many gave a level.
func (c *conversation) votes(card interview.Card, l interview.Level) string {
	if card.Talk == nil || l.Votes == 0 {
		return ""
	}
	return c.lang.Say(" (%[2]s)", "（%[1]d 票）", l.Votes, say.Count(l.Votes, "1 vote", "%d votes"))
}

// talk says what a room sees of its votes, and why it agrees.
func (c *conversation) talk(card interview.Card) {
	t := card.Talk
	labelled := func(label, text string) {
		if text != "" {
			c.line(label + safe.Line(text))
		}
	}
	labelled(c.lang.Say("Why: ", "原因："), t.Why)
	labelled(c.lang.Say("Median: ", "中位数："), joined(c.lang.Say("; ", "；"), t.Median, t.Others))
	labelled(c.lang.Say("Speak first: ", "先请发言："), t.First)
	labelled(c.lang.Say("Votes: ", "投票："), t.Names)
	labelled(c.lang.Say("Raters' notes: ", "评分人的备注："), strings.ReplaceAll(card.Answer.Note, "\n", c.lang.Say("; ", "；")))
	labelled(c.lang.Say("Why we agree: ", "商定的理由："), card.Answer.Reason)
	labelled("", c.s.TimeLeft())
	if t.HasNames && t.Names == "" {
		c.say("v shows who voted what.", "v 显示谁评了几级。")
	}
}

// review writes the summary of a dimension or of everything, and how to go on.
func (c *conversation) review(v interview.Review) {
	c.line("")
	c.line(v.Title)
	for _, row := range v.Rows {
		c.row(row)
	}
	c.line(c.s.Tally(v.Progress) + c.lang.Say(".", "。"))
	for _, s := range v.Scores {
		c.line(joined(c.lang.Say("; ", "，"), s.Name+" "+s.Text, s.Level))
	}
	if c.s.Here().Kind == interview.End {
		c.say("Enter finishes; g and a number goes to that question; u goes to the next open one.", "回车结束；g 加题号回到那一题；u 到下一个未答的题。")
	} else {
		c.say("Enter goes on; g and a number goes to that question.", "回车继续；g 加题号回到那一题。")
	}
}

// row writes one question with its answer.
func (c *conversation) row(row interview.Row) {
	noted := ""
	if row.Noted {
		noted = c.lang.Say(", with a note", "，有备注")
	}
	c.line(strconv.Itoa(c.s.Number(row.Stop)) + ". " + row.Full(c.lang.Say(", ", "，")) +
		c.lang.Say(": ", "：") + row.Answer + noted)
}

func (c *conversation) help() {
	c.line("")
	if how := c.s.HowToAgree(); how != "" {
		c.line(c.lang.Say("How to agree: ", "怎么商定：") + how)
	}
	if how := c.s.Rating(); how != "" {
		c.line(c.lang.Say("How to rate: ", "怎么评：") + how)
	}
	if c.s.IsConsensus() {
		c.say("Type the number of the level you agree on. Other keys, each followed by Enter:", "输入商定级别的数字。其他按键（输入后回车）：")
		c.say("b back, s skip, n not applicable, ? nobody knows, t why you agree, e evidence, v who voted what,", "b 上一题，s 跳过，n 不适用，? 没人知道，t 商定的理由，e 证据，v 谁评了几级，")
		c.say("x take back, u next not agreed, g go to, r read again, h these keys, q save and quit.", "x 收回，u 下一条未商定的，g 跳到，r 再读一遍，h 按键说明，q 保存并退出。")
		return
	}
	if c.s.Here().Kind == interview.Question && len(c.s.Card().Items) > 0 {
		c.say("This question has a list: type the numbers of all that hold, 0 if none does.", "这一题有清单：输入所有符合的编号，都不符合则输入 0。")
	}
	c.say("Answer with the number of a level. Other keys, each followed by Enter:", "输入级别的数字作答。其他按键（输入后回车）：")
	c.say("b back, s skip, n not applicable, ? don't know, t note, e evidence, c confidence,", "b 上一题，s 跳过，n 不适用，? 不知道，t 备注，e 证据，c 把握，")
	c.say("x clear, u next open, g go to, r read again, h these keys, q save and quit.", "x 清除，u 下一个未答，g 跳到，r 再读一遍，h 按键说明，q 保存并退出。")
}

// obey does what one line says. The word after a letter, if any, is the text the letter asks for.
func (c *conversation) obey(line string) (done bool, err error) {
	if is, err := c.tick(line); is {
		return false, c.tell(err)
	}
	word, rest, _ := strings.Cut(line, " ")
	word, rest = narrow(word), strings.TrimSpace(rest)
	if level, err := strconv.Atoi(word); err == nil {
		return false, c.tell(c.answer(level))
	}
	switch word {
	case "":
		if c.s.Here().Kind == interview.Question {
			c.say("Nothing chosen. h lists the keys.", "还没有选。h 可查看按键。")
			return false, nil
		}
		if c.s.Here().Kind == interview.End {
			return true, c.leave()
		}
		c.s.Next()
	case "b":
		c.s.Back()
	case "s":
		c.s.Next()
	case "u":
		c.s.NextOpen()
	case "g":
		return false, c.goTo(rest)
	case "r":
		if c.s.Here().Kind == interview.Question {
			c.card(c.s.Card())
		} else {
			c.review(c.s.Review())
		}
	case "h":
		c.help()
	case "q":
		return true, c.leave()
	default:
		return false, c.edit(word, rest)
	}
	return false, nil
}

func (c *conversation) answer(level int) error {
	if c.s.Here().Kind != interview.Question {
		c.say("Here is no question to answer: g and a number goes to one.", "这里没有要答的题：g 加题号可跳到那一题。")
		return nil
	}
	return c.s.Answer(level)
}

// edit handles the letters that change the answer of a question.
func (c *conversation) edit(word, rest string) error {
	if c.s.Here().Kind != interview.Question {
		c.say("No such key here. h lists the keys.", "这里没有这个按键。h 可查看按键。")
		return nil
	}
	switch word {
	case "v":
		if talk := c.s.Card().Talk; talk != nil && talk.HasNames {
			c.s.ShowNames()
			c.card(c.s.Card())
			return nil
		}
	case "?":
		return c.tell(c.s.DontKnow())
	case "x":
		return c.told(c.s.Clear())
	case "n":
		return c.with(rest, c.lang.Say("Why does it not apply? ", "为什么不适用？"), c.s.NotApplicable, c.tell)
	case "t":
		prompt := c.lang.Say("Note: ", "备注：")
		if c.s.Card().Talk != nil {
			prompt = c.lang.Say("Why do you agree on this? ", "为什么这样商定？")
		}
		return c.with(rest, prompt, c.s.SetNote, c.told)
	case "e":
		pieces := func(s string) error {
			return c.s.SetEvidence(strings.NewReplacer(";", "\n", "；", "\n").Replace(s))
		}
		return c.with(rest, c.lang.Say("Evidence seen, separated by semicolons: ", "看到的证据，用分号隔开："), pieces, c.told)
	case "c":
		if c.s.IsConsensus() {
			c.say("How sure one is, each rater says alone, not the group.", "把握多大由各人自己填，小组商定时不填。")
			return nil
		}
		return c.with(rest, c.lang.Say("How sure, 1 low, 2 medium, 3 high: ", "有多大把握，1 低、2 中、3 高："), c.confidence, c.told)
	}
	c.say("No such key: %s. h lists the keys.", "没有 %s 这个按键。h 可查看按键。", word)
	return nil
}

// with asks for the text a letter needs, unless it came with the letter.
func (c *conversation) with(text, prompt string, set func(string) error, tell func(error) error) error {
	if text == "" {
		var err error
		if text, err = c.ask(prompt); err != nil {
			return err
		}
	}
	return tell(set(text))
}

func (c *conversation) confidence(s string) error {
	words := map[string]string{"1": assess.LowConfidence, "2": assess.MediumConfidence, "3": assess.HighConfidence,
		"": ""}
	word, ok := words[narrow(s)]
	if !ok {
		return errConfidence
	}
	return c.s.SetConfidence(word)
}

var errConfidence = errors.New("lineprompt: no such confidence")

// goTo jumps to a question by its number; without one it lists the dimensions first, or what a panel is to agree on.
func (c *conversation) goTo(rest string) error {
	if rest == "" {
		for _, row := range c.s.Rows(func(interview.Stop) bool { return true }) {
			if c.s.IsConsensus() {
				c.row(row)
			} else if row.New {
				c.line(strconv.Itoa(c.s.Number(row.Stop)) + ". " + row.Dimension)
			}
		}
		var err error
		if rest, err = c.ask(c.lang.Say("Number of the question: ", "题号：")); err != nil {
			return err
		}
	}
	n, err := strconv.Atoi(narrow(rest))
	if err != nil || !c.s.GoToNumber(n) {
		c.say("There is no such question.", "没有这一题。")
	}
	return nil
}

// told confirms a change that does not move on; tell only says what went wrong.
func (c *conversation) told(err error) error {
	if err == nil {
		c.say("Saved.", "已保存。")
	}
	return c.tell(err)
}

func (c *conversation) tell(err error) error {
	if err == nil {
		return nil
	}
	if c.ctx.Err() != nil {
		return nil // the next question notices
	}
	c.line(interview.Explain(err, c.lang))
	return nil
}
