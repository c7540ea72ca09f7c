// Package lineprompt puts an interview to a person in plain numbered lines: no redrawing, no boxes, no colours, nothing
// that a screen reader, a pipe or a simple terminal cannot follow. One line is one answer; the end of the input ends
// the interview with everything saved.
package lineprompt

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"fathom/assess/interview"
	"fathom/rubric/aloud"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// Prompter reads answers from In and writes questions to Out.
type Prompter struct {
	In  io.Reader
	Out io.Writer
}

// errEnd is the end of the input.
var errEnd = errors.New("lineprompt: end of input")

// Conduct implements [interview.Prompter]. The end of the input is a way to leave.
func (p Prompter) Conduct(ctx context.Context, start interview.Start) error {
	c := p.converse(ctx, start.Lang)
	err := c.conduct(start)
	if !errors.Is(err, errEnd) {
		return err
	}
	if c.s == nil {
		c.say("End of input before the first question; nothing was saved.", "还没到第一题，输入就结束了；没有保存任何内容。")
		return nil
	}
	c.say("End of input. Everything answered so far is saved.", "输入已结束。已答的内容都已保存。")
	return c.leave()
}

// Fill implements [interview.Prompter].
func (p Prompter) Fill(ctx context.Context, form interview.Form) error {
	c := p.converse(ctx, form.Language())
	c.alone = true
	c.line(form.Heading())
	err := c.fill(form)
	if errors.Is(err, errEnd) {
		return interview.ErrAborted
	}
	return err
}

func (p Prompter) converse(ctx context.Context, lang say.Language) *conversation {
	c := &conversation{ctx: ctx, out: p.Out, wanted: make(chan struct{}, 1), lines: make(chan string), lang: lang}
	go c.listen(p.In)
	return c
}

type conversation struct {
	ctx    context.Context
	out    io.Writer
	wanted chan struct{} // holds something while a line is waited for
	lines  chan string
	lang   say.Language
	s      *interview.Session
	alone  bool // a form that nothing follows: q leaves it
}

// listen hands over one line at a time, so that a signal can end the wait for one. It reads none before it is wanted:
// behind the last answer, what is typed on a terminal is for whoever asks next.
func (c *conversation) listen(in io.Reader) {
	defer close(c.lines)
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, 1<<20)
	for {
		select {
		case <-c.wanted:
		case <-c.ctx.Done():
			return
		}
		if !scan.Scan() {
			return
		}
		select {
		case c.lines <- scan.Text():
		case <-c.ctx.Done():
			return
		}
	}
}

// ask shows a prompt and returns the next line, trimmed. Who asks the session to end has the last word: also where a
// line, or the end of the input, has come in by then.
func (c *conversation) ask(prompt string) (string, error) {
	fmt.Fprint(c.out, prompt)
	select {
	case c.wanted <- struct{}{}:
	default: // it was wanted before, and nobody took it
	}
	select {
	case <-c.ctx.Done():
		return "", context.Cause(c.ctx)
	case line, ok := <-c.lines:
		switch {
		case c.ctx.Err() != nil:
			return "", context.Cause(c.ctx)
		case !ok:
			fmt.Fprintln(c.out)
			return "", errEnd
		}
		return strings.TrimSpace(strings.ToValidUTF8(line, "\uFFFD")), nil
	}
}

// say writes one line of text in the person's language; everything passes the filter for terminals.
func (c *conversation) say(en, zh string, args ...any) {
	c.line(c.lang.Say(en, zh, args...))
}

// line writes one line, with words for the signs that are not read out.
func (c *conversation) line(text string) { fmt.Fprintln(c.out, aloud.Text(c.lang, safe.Text(text))) }

func (c *conversation) conduct(start interview.Start) error {
	var facts interview.Facts
	if start.Setup != nil {
		if err := c.fill(start.Setup); err != nil {
			return err
		}
		facts = start.Setup.Facts
		c.lang = facts.Lang
	}
	s, err := start.Begin(facts)
	if err != nil {
		return err
	}
	c.s, c.lang = s, s.Lang
	c.help()
	for {
		done, err := c.stop()
		if done || err != nil {
			return err
		}
	}
}

// fill asks the questions of a form one by one until each is answered well.
func (c *conversation) fill(form interview.Form) error {
	for n := 0; n < form.Len(); n++ {
		for {
			value, err := c.field(form.Field(n))
			if err != nil {
				return err
			}
			wrong := form.Set(n, value)
			if wrong == "" {
				break
			}
			c.line(wrong)
		}
		c.lang = form.Language()
	}
	return nil
}

// field asks one question of a form; an empty line takes what is proposed.
func (c *conversation) field(f interview.Field) (string, error) {
	c.line("")
	c.line(f.Title)
	if f.Help != "" {
		c.line(f.Help)
	}
	proposed := f.Value
	for i, choice := range f.Choices {
		if choice.ID == f.Value {
			proposed = strconv.Itoa(i + 1)
		}
		c.line(strconv.Itoa(i+1) + ". " + joined(c.lang.Say(": ", "："), choice.Name, choice.Meaning))
	}
	prompt := "> "
	if proposed != "" {
		prompt = c.lang.Say("Enter takes %s > ", "回车即取 %s > ", safe.Line(proposed))
	}
	for {
		got, err := c.ask(prompt)
		if err != nil || len(f.Choices) == 0 {
			return or(got, proposed), err
		}
		if c.alone && narrow(got) == "q" {
			return "", interview.ErrAborted
		}
		if n, err := strconv.Atoi(narrow(or(got, proposed))); err == nil && n >= 1 && n <= len(f.Choices) {
			return f.Choices[n-1].ID, nil
		}
		c.say("A number from 1 to %d, please.", "请输入 1 到 %d 的数字。", len(f.Choices))
	}
}

// leave saves what could not be saved before.
func (c *conversation) leave() error { return c.s.Save() }

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func joined(sep string, texts ...string) string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, sep)
}

// narrow turns what a Chinese keyboard types, or one with the shift key held, into the ones of our keys.
func narrow(s string) string { return strings.ToLower(width.Narrow(s)) }
