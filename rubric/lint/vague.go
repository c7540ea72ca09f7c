package lint

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"fathom/rubric/say"
)

// vagueWord is a word that two raters read in two ways. In all its phrases, Latin letters are whole words in any case,
// Chinese is found anywhere, and "…" stands for anything within a clause.
type vagueWord struct {
	word    string
	instead say.Message // what to write instead
	fine    []string    // phrases in which the word is not vague
	settled []string    // what makes it exact, in the same clause
}

// What to write instead of a vague word.
var (
	aFact    = say.Message{EN: "a fact that can be checked: a document, a count, a threshold", ZH: "查得到的事实：文件、数量或阈值"}
	aShare   = say.Message{EN: "the share, such as 80% or more", ZH: "占比，比如“80%以上”"}
	aCadence = say.Message{EN: "the cadence, such as every month", ZH: "多久一次，比如“每月”"}
	aLimit   = say.Message{EN: "the limit, such as within 5 days", ZH: "期限，比如“5天内”"}
	aState   = say.Message{EN: "what is there today, not what is intended", ZH: "现在有什么，不写打算做什么"}
	anAct    = say.Message{EN: "what can be seen to be done", ZH: "看得见的做法"}
	notYet   = say.Message{EN: "what is there today, or 把 where that is meant", ZH: "现在有什么；意思是“把”时就写“把”"}
)

// What settles a share or a cadence.
const (
	ofShares   = "% ％ percent half 一半 分之"
	ofCadences = "daily weekly monthly quarterly half-yearly yearly annually day days week weeks month months quarter year " +
		"天 每日 每周 每两周 每月 每季 每半年 每年 周会 月会 月度 季度 年度 一次 两次"
)

// vague lists the words by language.
var vague = sync.OnceValue(func() map[string][]vagueWord {
	share, cadence := strings.Fields(ofShares), strings.Fields(ofCadences)
	return map[string][]vagueWord{
		"en": {
			{"good", aFact, nil, nil},
			{"adequate", aFact, nil, nil},
			{"appropriate", aFact, nil, nil},
			{"sufficient", aFact, nil, nil},
			{"effective", aFact, []string{"effective date", "effective from", "effective until"}, nil},
			{"robust", aFact, nil, nil},
			{"strong", aFact, nil, nil},
			{"poor", aFact, nil, nil},
			{"excellent", aFact, nil, nil},
			{"often", aCadence, []string{"how often"}, nil},
			{"usually", aShare, nil, nil},
			{"sometimes", aCadence, nil, nil},
			{"generally", aShare, nil, nil},
			{"seldom", aCadence, nil, nil},
			{"frequently", aCadence, nil, nil},
			{"regularly", aCadence, nil, cadence},
			{"timely", aLimit, nil, nil},
			{"most", aShare, []string{"at most", "the most", "its most", "our most", "their most", "most recent", "most common", "most frequent"}, share},
			{"some", aShare, nil, share},
			{"enhance", aState, nil, nil},
			{"leverage", aState, nil, nil},
			{"foster", aState, nil, nil},
			{"is able to", anAct, nil, nil},
			{"understands", anAct, nil, nil},
			{"will", aState, []string{"at will"}, nil},
			{"plans to", aState, nil, nil},
		},
		"zh": {
			{"良好", aFact, nil, nil},
			{"较好", aFact, nil, nil},
			{"较高", aFact, nil, nil},
			{"基本", aFact, []string{"基本工资", "基本薪", "基本功", "基本法", "基本面", "基本盘", "基本信息", "基本资料", "基本户"}, nil},
			{"比较", aFact, []string{"与…比较", "和…比较", "同…比较", "跟…比较", "比较表", "比较法"}, nil},
			{"适当", aFact, nil, nil},
			{"充分", aFact, nil, nil},
			{"完善", aFact, nil, nil},
			{"优秀", aFact, nil, nil},
			{"显著", aFact, nil, nil},
			{"有效", aFact, []string{"有效合同", "有效期", "有效证", "有效许可", "有效授权", "合同有效", "证书有效", "许可有效", "授权有效"}, nil},
			{"及时", aLimit, nil, nil},
			{"定期", aCadence, []string{"不定期", "定期存"}, cadence},
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
			{"将", notYet, []string{"将近", "将来", "即将"}, nil},
		},
	}
})

// vague warns of each vague word in the text of a level, once.
func (l *linter) vague(path, lang, text string) {
	text = strings.ToLower(text)
	words := standingIn(text, vague()[base(lang)])
	if len(words) == 0 {
		return // as in most texts
	}
	said := map[string]bool{}
	for _, clause := range clauses(text) {
		for _, w := range words {
			if said[w.word] || !w.in(clause) {
				continue
			}
			said[w.word] = true
			l.warn(path, "vague", say.Message{
				EN: `two raters read "` + w.word + `" in two ways: write ` + w.instead.EN,
				ZH: "“" + w.word + "”各人理解不同：请写" + w.instead.ZH,
			})
		}
	}
}

// standingIn are the words whose letters a text has, as words or within others.
func standingIn(text string, words []vagueWord) (out []vagueWord) {
	for _, w := range words {
		if head, _, _ := strings.Cut(w.word, "…"); strings.Contains(text, head) {
			out = append(out, w)
		}
	}
	return out
}

// clauses cuts a text where a statement ends; the dot of a decimal ends none.
func clauses(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, ". ", ";"), "! ", ";")
	return strings.FieldsFunc(text, func(r rune) bool {
		switch r {
		case ';', '；', '。', '！', '？':
			return true
		}
		return false
	})
}

// in reports whether a clause, in lower case, has the word and leaves it vague.
func (w *vagueWord) in(clause string) bool {
	if !has(clause, w.word) || slices.ContainsFunc(w.settled, func(s string) bool { return has(clause, s) }) {
		return false
	}
	for _, phrase := range w.fine {
		clause = without(clause, phrase)
	}
	return has(clause, w.word)
}

func has(clause, phrase string) bool {
	from, _ := find(clause, phrase, 0)
	return from >= 0
}

// without takes a phrase out of a clause, wherever it stands.
func without(clause, phrase string) string {
	var rest strings.Builder
	at := 0
	for {
		from, to := find(clause, phrase, at)
		if from < 0 {
			return rest.String() + clause[at:]
		}
		rest.WriteString(clause[at:from] + " ")
		at = to
	}
}

// find returns where a phrase first stands from start on, -1 when nowhere.
func find(clause, phrase string, start int) (from, to int) {
	head, tail, open := strings.Cut(phrase, "…")
	for at := start; ; at = to {
		i := strings.Index(clause[at:], head)
		if i < 0 {
			return -1, -1
		}
		from, to = at+i, at+i+len(head)
		if !wholeWord(clause, from, to) {
			continue
		}
		if open {
			i := strings.Index(clause[to:], tail)
			if i < 0 {
				return -1, -1
			}
			to += i + len(tail)
		}
		return from, to
	}
}

// wholeWord reports whether no letter before or behind belongs to the same English word; a hyphen joins one too.
func wholeWord(clause string, from, to int) bool {
	letter := func(r rune) bool { return r >= 'a' && r <= 'z' || r == '-' || r == '\'' }
	first, _ := utf8.DecodeRuneInString(clause[from:])
	if !letter(first) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(clause[:from])
	after, _ := utf8.DecodeRuneInString(clause[to:])
	return !letter(before) && !letter(after)
}
