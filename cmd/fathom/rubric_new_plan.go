package main

import (
	"cmp"
	"slices"
	"strings"

	"fathom/assess/interview"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// settle makes the plan: of the flags first, of the answers of a person where there is one, else of the defaults.
func (s *starting) settle() error {
	if err := s.begin(); err != nil {
		return err
	}
	asks := s.onTerminal() && !s.noInput
	if err := s.apply(!asks); err != nil {
		return err
	}
	if asks && s.Len() > 0 {
		if err := s.ask(); err != nil {
			return err
		}
		if err := s.apply(false); err != nil { // an answer can have brought a flag's question up
			return err
		}
	}
	s.plan.Comments = string(s.lang)
	s.plan.Dimensions = s.named()
	return s.unused()
}

// begin takes the defaults that decide which questions there are, and refuses flags that contradict each other.
func (s *starting) begin() error {
	if s.from == "" && (s.langs != "" || s.levels != "" || s.nouns != nil || s.dimensions != nil) {
		s.from = fromNothing
	}
	s.plan.Languages = []string{string(s.lang)}
	if s.from == "" || s.from == fromNothing {
		return nil
	}
	for _, f := range []struct {
		flag  string
		given bool
	}{{"langs", s.langs != ""}, {"levels", s.levels != ""}, {"noun", s.nouns != nil},
		{"dimensions", s.dimensions != nil}} {
		if f.given {
			return usage(say.Both("--%s is for a rubric from nothing", "--%s 只用于从头写的评估标准", f.flag),
				say.Both("leave it out: what %s says is inherited", "请去掉：%s 里已有的会沿用", s.from))
		}
	}
	return nil
}

// apply answers the questions that flags answer, and with defaults the others too.
func (s *starting) apply(defaults bool) error {
	for n := 0; n < len(s.questions()); n++ {
		q := s.questions()[n]
		value := ""
		switch {
		case q.given != nil:
			value = q.given[0]
		case defaults:
			value = q.field().Value
		default:
			continue
		}
		m := say.Both("--%s cannot be %s", "--%s 不能是 %s", q.flag, cmp.Or(safe.Line(value), `""`))
		if q.words != nil && !slices.Contains(q.words, value) {
			return usageOf(m, value, q.words)
		}
		if wrong := q.set(value); wrong.EN != "" {
			return usage(m, wrong)
		}
	}
	return nil
}

// ask puts the open questions to the person.
func (s *starting) ask() error {
	ctx, _, done := untilSignal()
	err := s.asks(s.plainly()).Fill(ctx, s)
	if by := done(); by != nil {
		err = by
	}
	if code, broken := brokenOff(err); broken {
		return stopped{code, say.Both("left; nothing was written", "已退出，没有写入任何文件")}
	}
	return err
}

// The form of the open questions.

var _ interview.Form = (*starting)(nil)

// Heading implements [interview.Form].
func (s *starting) Heading() string { return s.lang.Say("A new rubric", "新建评估标准") }

// Language implements [interview.Form].
func (s *starting) Language() say.Language { return s.lang }

// Len implements [interview.Form].
func (s *starting) Len() int { return len(s.open()) }

// Field implements [interview.Form].
func (s *starting) Field(n int) interview.Field { return s.open()[n].field() }

// Set implements [interview.Form]. An id whose file exists is refused while the person can choose another.
func (s *starting) Set(n int, value string) string {
	q, value := s.open()[n], strings.Join(strings.Fields(value), " ")
	if q.flag == "id" && s.path == "" && isNew(value+".yaml") != nil {
		return s.lang.Say("there is a file "+value+".yaml already; choose another id", "已经有 "+value+".yaml 这个文件；请换一个标识")
	}
	return q.set(value).In(s.lang)
}

func (s *starting) open() []question {
	return slices.DeleteFunc(s.questions(), func(q question) bool { return q.given != nil })
}

// questions are all there are, as far as is known by now.
func (s *starting) questions() []question {
	all := []question{s.askID(), s.askFrom()}
	if s.plan.Base == "" {
		all = append(all, s.askLangs())
	}
	for _, lang := range s.plan.Languages {
		all = append(all, s.askTitle(lang))
	}
	if s.plan.Base != "" {
		return all
	}
	for _, lang := range s.plan.Languages {
		all = append(all, s.askNoun(lang))
	}
	all = append(all, s.askLevels())
	for _, lang := range s.plan.Languages {
		all = append(all, s.askDimensions(lang))
	}
	return all
}

// inLang is what a flag says for one language: behind lang=, or for all of them. nil when it says nothing.
func inLang(given []string, lang string) []string {
	var all []string
	for _, g := range given {
		switch tag, text := languageTag(g); tag {
		case lang:
			return []string{text}
		case "":
			all = []string{text}
		}
	}
	return all
}

// languageTag cuts the language off a flag's value: zh=TEXT.
func languageTag(value string) (tag, text string) {
	tag, text, found := strings.Cut(value, "=")
	if !found || tag != "zh" && tag != "en" {
		return "", value
	}
	return tag, text
}

// unused refuses a text for a language that the rubric does not have.
func (s *starting) unused() error {
	for _, f := range []struct {
		flag   string
		values []string
	}{{"title", s.titles}, {"noun", s.nouns}, {"dimensions", s.dimensions}} {
		for _, v := range f.values {
			if tag, _ := languageTag(v); tag != "" && !slices.Contains(s.plan.Languages, tag) {
				return usage(say.Both("--%s %s: the rubric has no such language", "--%s %s：这份标准没有这种语言", f.flag, safe.Line(v)), say.Both("add --langs zh,en", "请加上 --langs zh,en"))
			}
		}
	}
	return nil
}
