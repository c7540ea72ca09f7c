package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fathom/assess/interview"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
	"fathom/rubric/starter"
	"fathom/rubric/width"
)

// fromNothing is the --from of a rubric that builds on none.
const fromNothing = "none"

// question is one thing that must be known about a new rubric. A flag tells it, or the person, or its default stands.
type question struct {
	flag  string
	given []string // what the flag says; nil: nothing
	words []string // what may be said, where that is a choice
	field func() interview.Field
	set   func(value string) say.Message // keeps the value, or says what is wrong with it
}

// one is the value of a flag that may be given once, nil when it is not given.
func one(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func (s *starting) askID() question {
	proposed := "my-rubric"
	if name := strings.TrimSuffix(filepath.Base(s.path), filepath.Ext(s.path)); s.path != "" && rubric.ValidID(name) {
		proposed = name
	}
	return question{flag: "id", given: one(s.id),
		field: func() interview.Field {
			return interview.Field{Title: s.lang.Say("The id of the rubric?", "评估标准的标识？"), Value: cmp.Or(s.plan.ID, proposed),
				Help: s.lang.Say("Letters, digits and dashes. Answer files and reports name the rubric by it, and it does not change later.", "用字母、数字和 -。答卷和报告都靠它认出这份标准，以后不再改。")}
		},
		set: func(value string) say.Message {
			builtin, _ := channelteam.Version()
			switch {
			case !rubric.ValidID(value):
				return rubric.IDRule()
			case value == builtin:
				return say.Both("the built-in rubric is called that, and results could not be told apart; choose another id", "内置的评估标准就叫这个，结果会分不清；请换一个标识")
			}
			s.plan.ID = value
			return say.Message{}
		}}
}

func (s *starting) askFrom() question {
	builtin, version := channelteam.Version()
	return question{flag: "from", given: one(s.from), words: []string{fromNothing, builtin},
		field: func() interview.Field {
			return interview.Field{Title: s.lang.Say("What does it build on?", "建立在什么之上？"), Help: s.lang.Say("Everything can be changed later.", "以后样样都能改。"), Value: cmp.Or(s.plan.Base, fromNothing),
				Choices: []interview.Choice{
					{ID: fromNothing, Name: s.lang.Say("from nothing", "从头写"), Meaning: s.lang.Say("a small whole rubric with example texts", "一份小而完整的标准，带示例文字")},
					{ID: builtin, Name: s.lang.Say("the built-in one", "内置的"), Meaning: s.lang.Say("you write only what is different for your client", "只写您的客户有什么不同")},
				}}
		},
		set: func(value string) say.Message {
			switch {
			case value == builtin:
				s.plan.Base, s.plan.BaseVersion, s.plan.Languages = builtin, version, channelteam.Outline().Languages
			case s.plan.Base != "":
				s.plan.Base, s.plan.Languages = "", []string{string(s.lang)}
			}
			return say.Message{}
		}}
}

func (s *starting) askLangs() question {
	both := "zh,en"
	if s.lang == "en" {
		both = "en,zh"
	}
	return question{flag: "langs", given: one(s.langs), words: []string{"zh", "en", "zh,en", "en,zh", "both"},
		field: func() interview.Field {
			return interview.Field{Title: s.lang.Say("In which languages are its texts?", "文字用哪种语言写？"), Value: strings.Join(s.plan.Languages, ","),
				Help: s.lang.Say("Each text has to be written in every language.", "每段文字，每种语言都要写。"),
				Choices: []interview.Choice{{ID: "zh", Name: "中文"}, {ID: "en", Name: "English"},
					{ID: both, Name: s.lang.Say("both", "两种都写")}}}
		},
		set: func(value string) say.Message {
			if value == "both" {
				value = both
			}
			s.plan.Languages = strings.Split(value, ",")
			return say.Message{}
		}}
}

// inLanguage adds to a question which language it is about, where there are several.
func (s *starting) inLanguage(title, lang string) string {
	if len(s.plan.Languages) == 1 {
		return title
	}
	in := map[string]say.Message{"zh": say.Both(", in Chinese?", "（中文）？"), "en": say.Both(", in English?", "（英文）？")}[lang]
	return strings.TrimRight(title, "?？") + in.In(s.lang)
}

// longestText is how long a title, a noun or a name may be.
const longestText = 100

// askText asks for a text in one language and keeps it in to.
func (s *starting) askText(flag string, given []string, lang string, to *rubric.Text, field interview.Field) question {
	field.Title = s.inLanguage(field.Title, lang)
	return question{flag: flag, given: given,
		field: func() interview.Field {
			field.Value = cmp.Or((*to)[lang], field.Value)
			return field
		},
		set: func(value string) say.Message {
			if wrong := checkText(value); wrong.EN != "" {
				return wrong
			}
			if *to == nil {
				*to = rubric.Text{}
			}
			(*to)[lang] = value
			return say.Message{}
		}}
}

func checkText(s string) say.Message {
	if n := len([]rune(s)); n == 0 || n > longestText || strings.ContainsFunc(s, unicode.IsControl) {
		return say.Both("write 1 to %d characters on one line", "请写 1 到 %d 个字符，不换行", longestText)
	}
	return say.Message{}
}

func (s *starting) askTitle(lang string) question {
	proposed := s.plan.ID
	if proposed == "" || proposed == "my-rubric" {
		proposed = map[string]string{"zh": "我的评估标准", "en": "My rubric"}[lang]
	} else {
		proposed = strings.ToUpper(proposed[:1]) + strings.ReplaceAll(proposed[1:], "-", " ")
	}
	return s.askText("title", inLang(s.titles, lang), lang, &s.plan.Title,
		interview.Field{Title: s.lang.Say("Its title?", "标题？"), Help: s.lang.Say("As it stands on reports.", "会写在报告上。"), Value: proposed})
}

func (s *starting) askNoun(lang string) question {
	proposed := map[string]string{"zh": "事项", "en": "practice"}[lang]
	return s.askText("noun", inLang(s.nouns, lang), lang, &s.plan.Noun, interview.Field{Title: s.lang.Say("What do you call the things that are scored?", "打分的每一项叫什么？"),
		Help: s.lang.Say("One of them: a practice, a capability, a key element. Reports use the word.", "比如：事项、能力、关键要素。报告里用这个词。"), Value: proposed})
}

func (s *starting) askLevels() question {
	return question{flag: "levels", given: one(s.levels),
		field: func() interview.Field {
			return interview.Field{Title: s.lang.Say("How many levels does the scale have?", "标尺分几级？"), Value: strconv.Itoa(cmp.Or(s.plan.Levels, 5)),
				Help: s.lang.Say("2 to 7. Every criterion describes each of them.", "2 到 7 级。每条标准都要写清每一级。")}
		},
		set: func(value string) say.Message {
			n, err := strconv.Atoi(width.Narrow(value))
			if err != nil || n < starter.MinLevels || n > starter.MaxLevels {
				return say.Both("a whole number from %d to %d", "请写 %d 到 %d 的整数", starter.MinLevels, starter.MaxLevels)
			}
			s.plan.Levels = n
			return say.Message{}
		}}
}

// exampleNames are the dimensions that the starter has by itself.
func exampleNames(lang string) string {
	return map[string]string{"zh": "工作方法，人员", "en": "Ways of working, People"}[lang]
}

func (s *starting) askDimensions(lang string) question {
	first := s.plan.Languages[0]
	return question{flag: "dimensions", given: inLang(s.dimensions, lang),
		field: func() interview.Field {
			proposed := exampleNames(lang)
			if lang != first && s.names[first] != exampleNames(first) {
				proposed = s.names[first]
			}
			return interview.Field{Title: s.inLanguage(s.lang.Say("The first dimensions?", "先列哪几个维度？"), lang), Value: cmp.Or(s.names[lang], proposed),
				Help: s.lang.Say("Groups of what is scored, with commas between. You can change them later.", "把打分的各项分成几组，用逗号隔开。以后还能改。")}
		},
		set: func(value string) say.Message {
			names := split(value)
			for i, name := range names {
				if wrong := checkText(name); wrong.EN != "" {
					return wrong
				}
				if slices.ContainsFunc(names[:i], func(other string) bool { return strings.EqualFold(other, name) }) {
					return say.Both("%s stands there twice", "%s 写了两次", name)
				}
			}
			if n := len(names); n == 0 || n > starter.MaxDimensions {
				return say.Both("name 1 to %d dimensions", "请写 1 到 %d 个维度", starter.MaxDimensions)
			}
			if n := len(split(s.names[first])); lang != first && len(names) != n {
				return say.Both("name %d, as in the other language", "请写 %d 个，和另一种语言一样多", n)
			}
			s.names[lang] = value
			return say.Message{}
		}}
}

// split cuts a list at its commas, those of a Chinese keyboard too.
func split(list string) []string {
	var out []string
	for _, name := range strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(",，、;；", r) }) {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// named are the dimensions by name, nil for the examples.
func (s *starting) named() []rubric.Text {
	var out []rubric.Text
	examples := true
	for _, lang := range s.plan.Languages {
		examples = examples && cmp.Or(s.names[lang], exampleNames(lang)) == exampleNames(lang)
		for i, name := range split(s.names[lang]) {
			if i == len(out) {
				out = append(out, rubric.Text{})
			}
			out[i][lang] = name
		}
	}
	if examples {
		return nil
	}
	return out
}
