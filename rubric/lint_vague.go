package rubric

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"fathom/rubric/problem"
)

// vagueWord is a word that two raters read in two ways.
type vagueWord struct {
	word    string          // "…" stands for anything between
	instead problem.Message // what to write instead
	fine    *regexp.Regexp  // phrases in which the word is none
	settled *regexp.Regexp  // what makes it exact, in the same clause
}

// What to write instead of a vague word.
var (
	aFact    = problem.Message{EN: "a fact that can be checked: a document, a count, a threshold", ZH: "查得到的事实：文件、数量或阈值"}
	aShare   = problem.Message{EN: "the share, such as 80% or more", ZH: "占比，比如“80%以上”"}
	aCadence = problem.Message{EN: "the cadence, such as every month", ZH: "多久一次，比如“每月”"}
	aLimit   = problem.Message{EN: "the limit, such as within 5 days", ZH: "期限，比如“5天内”"}
	aState   = problem.Message{EN: "what is there today, not what is intended", ZH: "现在有什么，不写打算做什么"}
	anAct    = problem.Message{EN: "what can be seen to be done", ZH: "看得见的做法"}
	notYet   = problem.Message{EN: "what is there today, or 把 where that is meant", ZH: "现在有什么；意思是“把”时就写“把”"}
)

var (
	share   = regexp.MustCompile(`\d|half|third|quarter|半|分之|成`)
	cadence = regexp.MustCompile(`\b(every|each|per|daily|weekly|monthly|quarterly|yearly|annually|once|twice|a (day|week|month|quarter|year))\b|[每日周月季年]|天`)
)

// vague lists the words by language. English ones are whole words in any case; Chinese ones are found anywhere.
var vague = map[string][]vagueWord{
	"en": {
		{"good", aFact, nil, nil},
		{"adequate", aFact, nil, nil},
		{"appropriate", aFact, nil, nil},
		{"sufficient", aFact, nil, nil},
		{"effective", aFact, regexp.MustCompile(`effective (date|from|until)`), nil},
		{"robust", aFact, nil, nil},
		{"strong", aFact, nil, nil},
		{"poor", aFact, nil, nil},
		{"excellent", aFact, nil, nil},
		{"often", aCadence, regexp.MustCompile(`how often`), nil},
		{"usually", aShare, nil, nil},
		{"sometimes", aCadence, nil, nil},
		{"generally", aShare, nil, nil},
		{"seldom", aCadence, nil, nil},
		{"frequently", aCadence, nil, nil},
		{"regularly", aCadence, nil, cadence},
		{"timely", aLimit, nil, nil},
		{"most", aShare, regexp.MustCompile(`\b(at|the|its|our|their) most\b|\bmost recent`), share},
		{"some", aShare, nil, share},
		{"enhance", aState, nil, nil},
		{"leverage", aState, nil, nil},
		{"foster", aState, nil, nil},
		{"is able to", anAct, nil, nil},
		{"understands", anAct, nil, nil},
		{"will", aState, regexp.MustCompile(`\bat will\b`), nil},
		{"plans to", aState, nil, nil},
	},
	"zh": {
		{"良好", aFact, nil, nil},
		{"较好", aFact, nil, nil},
		{"较高", aFact, nil, nil},
		{"基本", aFact, regexp.MustCompile(`基本工资|基本薪|基本功|基本法|基本面|基本盘|基本信息|基本资料|基本户`), nil},
		{"比较", aFact, regexp.MustCompile(`[与和同跟].*比较|比较[表法]`), nil},
		{"适当", aFact, nil, nil},
		{"充分", aFact, nil, nil},
		{"完善", aFact, nil, nil},
		{"优秀", aFact, nil, nil},
		{"显著", aFact, nil, nil},
		{"有效", aFact, regexp.MustCompile(`有效合同|有效期|有效证|有效许可|有效授权|合同有效|证书有效|许可有效|授权有效`), nil},
		{"及时", aLimit, nil, nil},
		{"定期", aCadence, regexp.MustCompile(`不定期|定期存`), cadence},
		{"经常", aCadence, nil, nil},
		{"通常", aShare, nil, nil},
		{"偶尔", aCadence, nil, nil},
		{"很少", aCadence, nil, nil},
		{"一定", aFact, nil, nil},
		{"大部分", aShare, nil, share},
		{"加强", aState, nil, nil},
		{"提升", aState, nil, nil},
		{"推进", aState, nil, nil},
		{"深化", aState, nil, nil},
		{"具备…能力", anAct, nil, nil},
		{"将", notYet, regexp.MustCompile(`将[近来]|即将`), nil},
	},
}

// vague warns of each vague word in the text of a level, once.
func (l *linter) vague(path, lang, text string) {
	said := map[string]bool{}
	for _, clause := range clauses(strings.ToLower(text)) {
		for _, w := range vague[base(lang)] {
			if said[w.word] || !w.in(clause) {
				continue
			}
			said[w.word] = true
			l.warn(path, "vague", problem.Message{
				EN: `two raters read "` + w.word + `" in two ways: write ` + w.instead.EN,
				ZH: "“" + w.word + "”各人理解不同：请写" + w.instead.ZH,
			})
		}
	}
}

// clauses cuts a text where a statement ends; the dot of a decimal ends none.
func clauses(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, ". ", ";"), "! ", ";")
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";；。！？", r) })
}

// in tells whether a clause, in lower case, has the word and leaves it vague.
func (w *vagueWord) in(clause string) bool {
	if !w.stands(clause) || w.settled != nil && w.settled.MatchString(clause) {
		return false
	}
	return w.fine == nil || w.stands(w.fine.ReplaceAllString(clause, " "))
}

// stands finds the word: Latin letters as a whole word, Chinese anywhere, and what "…" joins in one clause.
func (w *vagueWord) stands(clause string) bool {
	head, tail, apart := strings.Cut(w.word, "…")
	if apart {
		_, rest, ok := strings.Cut(clause, head)
		return ok && strings.Contains(rest, tail)
	}
	for at := 0; ; {
		i := strings.Index(clause[at:], w.word)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(w.word)
		before, _ := utf8.DecodeLastRuneInString(clause[:from])
		after, _ := utf8.DecodeRuneInString(clause[to:])
		if !latin(before) && !latin(after) {
			return true
		}
		at = to
	}
}

// latin tells a letter that belongs to the same English word; a hyphen joins one too.
func latin(r rune) bool { return r >= 'a' && r <= 'z' || r == '-' || r == '\'' }
