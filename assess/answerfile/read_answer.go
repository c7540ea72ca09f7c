package answerfile

import (
	"slices"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads the answers themselves.

func (rd *reader) answers(n *node) {
	given := map[string]bool{}
	fields := rd.Fields(n)
	for _, f := range fields {
		if _, ok := rd.index[f.Name()]; ok {
			given[f.Name()] = true
			if rd.places != nil {
				rd.places[f.Name()] = f.Key.Place()
			}
			rd.place(f.Name(), f)
		}
	}
	for _, f := range fields {
		if !given[f.Name()] && !rd.moved(f, given) {
			rd.Fault(f.Key, "unknown-id", rd.Problems.Hint(say.Both("the rubric has no criterion %s", "评估标准里没有 %s 这一条", problem.Short(f.Name())), f.Name(), rd.ids))
		}
	}
}

// answer reads the short form, a level, or the long form, a mapping that answers in exactly one way. Of a criterion
// that is gone, c is nil.
func (rd *reader) answer(n *node, c *rubric.Criterion) assess.Answer {
	scale := rd.scaleOf(c)
	a := assess.Answer{Given: true, State: assess.Unanswered}
	if n.Kind() == strictyaml.List && c != nil && c.IsChecklist() {
		rd.Fault(n, "items", say.Both("want a level here (%[1]s); to tick what holds, write {items: %[2]s}", "这里要写级别（%[1]s）；要勾选符合的项，请写 {items: %[2]s}",
			scale.LevelList(), "["+c.Items[0].ID+", ...]"))
		return a
	}
	if n.Kind() != strictyaml.Mapping {
		a.State, a.Level = assess.Answered, rd.level(n, bare, scale)
		return a
	}
	var level, items, na, unknown, unanswered, votes, note, agreed *node
	keep := func(to **node) func(*node) { return func(v *node) { *to = v } }
	rd.Object(n, keys{
		"level": keep(&level), "items": keep(&items), "na": keep(&na), "unknown": keep(&unknown),
		"unanswered": keep(&unanswered),
		"votes":      keep(&votes), "note": keep(&note), "agreed": keep(&agreed),
		"evidence":   rd.evidence(&a.Evidence),
		"confidence": rd.oneOf(&a.Confidence, assess.Confidences()),
	})
	rd.oneWay(n, c, votes, unanswered, items, level, na, unknown)
	if level != nil {
		a.State, a.Level = assess.Answered, rd.level(level, keyed, scale)
	}
	if items != nil {
		rd.ticked(&a, items, c)
	}
	if unknown != nil {
		a.State = assess.Unknown
		rd.isTrue(unknown, "unknown")
	}
	if unanswered != nil {
		rd.isTrue(unanswered, "unanswered")
	}
	if note != nil {
		rd.text(&a.Note)(note)
	}
	if na != nil {
		rd.notApplicable(&a, na, votes)
	}
	if agreed != nil {
		rd.agreed(&a, agreed, votes)
	}
	if votes != nil {
		a.Votes = rd.votes(votes, scale)
	}
	if votes != nil && items != nil {
		rd.Fault(items, "items", say.Both("votes are levels, and what a panel agrees on beside them is one: write level", "votes 里是级别，小组商定的也写级别：请改用 level"))
	}
	return a
}

// oneWay refuses an entry that answers in no way or in two. Votes go with the one answer that was agreed on; without it
// they say themselves that it is open.
func (rd *reader) oneWay(n *node, c *rubric.Criterion, votes, unanswered, items *node, answers ...*node) {
	ways, keys := 0, say.Both("level, na, unknown", "level、na、unknown")
	if items != nil || c != nil && c.IsChecklist() {
		keys = say.Both("level, items, na, unknown", "level、items、na、unknown")
	}
	for _, way := range append(answers, items, unanswered) {
		if way != nil {
			ways++
		}
	}
	switch {
	case ways == 0 && votes == nil:
		rd.Fault(n, "no-answer", say.Both("no answer here: give %s or votes", "这里没有答案：请写 %s 或 votes", keys))
	case ways > 1, votes != nil && unanswered != nil:
		rd.Fault(n, "two-answers", say.Both("two answers for one criterion: give only one of %s (votes may stand with it)",
			"一条标准有两个答案：%s 只能写一个（votes 可与它并存）", keys))
	}
}

// isTrue wants the word true after a key that says something by being there.
func (rd *reader) isTrue(n *node, key string) {
	if v, ok := n.Bool(); !ok || !v {
		rd.Fault(n, key, say.Both("write %s, or answer", "要么写 %s，要么给出答案", n.Entry(key, true)))
	}
}

// notApplicable reads an answer that may have a note by now, and in a panel has votes.
func (rd *reader) notApplicable(a *assess.Answer, na, votes *node) {
	why := ""
	rd.reason(&why, na)
	if votes != nil {
		a.State, a.Reason = assess.NotApplicable, why
		return
	}
	a.RuleOut(why)
}

// reason reads why a criterion is not applicable. It is required.
func (rd *reader) reason(to *string, na *node) {
	if !isReason(na) {
		rd.Fault(na, "no-reason", say.Both("say why it does not apply: %s", "请写明不适用的理由：%s",
			say.Message{EN: na.Entry("na", "the reason"), ZH: na.Entry("na", "理由")}))
		return
	}
	rd.text(to)(na)
}

// agreed reads why a panel agrees on what stands beside its votes, or is about to.
func (rd *reader) agreed(a *assess.Answer, agreed, votes *node) {
	if votes == nil || a.State == assess.NotApplicable {
		rd.Fault(agreed, "agreed", say.Both("agreed says why a panel agrees, beside its votes; na says so itself", "agreed 写的是小组商定的理由，须与 votes 并存；na 本身就写着理由"))
		return
	}
	rd.text(&a.Reason)(agreed)
}

// isReason refuses what is no text, and the bare words and numbers that answer "does it apply?" or rate it instead of
// saying why it does not: a criterion left out by such a word would be dropped silently.
func isReason(n *node) bool {
	s, ok := n.Text()
	_, isNumber := n.Float()
	bare := s == n.String() // not in quotes
	return ok && strings.TrimSpace(s) != "" && !(bare && (isNumber || slices.Contains(yesNo, strings.ToLower(s))))
}

var yesNo = []string{"true", "false", "yes", "no", "on", "off", "y", "n"}

func (rd *reader) level(n *node, at spot, scale *rubric.Scale) int {
	if scale == nil { // of an earlier version: any level
		v, ok := n.Int()
		if !ok {
			rd.Fault(n, "level", say.Both("want a level here, a whole number, not %s", "这里要写级别（整数），不能写 %s", n.String()))
		}
		return v
	}
	if n.Kind() != strictyaml.Scalar {
		got := n.Called()
		rd.Fault(n, "level", say.Both("want a level here (%[1]s), got %[2]s", "这里要写级别（%[1]s），现在是%[3]s", scale.LevelList(), got.EN, got.ZH).And(instead(n, at, scale)))
		return 0
	}
	v, ok := n.Int()
	if !ok {
		rd.Fault(n, "level", say.Both("want a level here (%[2]s), not %[1]s", "这里要写级别（%[2]s），不能写 %[1]s", n.String(), scale.LevelList()).And(instead(n, at, scale)))
		return 0
	}
	if _, on := scale.Value(v); !on {
		rd.Fault(n, "level", say.Both("%d is not a level of scale %s (%s)", "%d 不是标尺 %s 的级别（%s）", v, scale.ID, scale.LevelList()))
	}
	return v
}

func (rd *reader) evidence(to *[]string) func(*node) {
	return func(n *node) {
		for _, item := range rd.Items(n) {
			var s string
			rd.text(&s)(item)
			*to = append(*to, s)
		}
	}
}

// votes reads each rater's vote, in the order of the file's raters.
func (rd *reader) votes(n *node, scale *rubric.Scale) []assess.Vote {
	if n.Kind() != strictyaml.Mapping {
		rd.Problems.Add(n.WrongKind(strictyaml.Mapping))
		return nil
	}
	if len(n.Fields()) == 0 {
		rd.Fault(n, "empty", say.Both("votes is empty", "votes 是空的"))
	}
	if !rd.a.Panel {
		rd.Fault(n, "votes", say.Both("votes need a list of raters at the top of the file", "要写 votes，文件开头须有 raters 名单"))
		return nil
	}
	given := map[string]assess.Vote{}
	var known []string
	for _, r := range rd.a.Raters {
		known = append(known, r.ID)
	}
	for _, f := range n.Fields() {
		given[f.Name()] = rd.vote(f, scale)
		if !slices.Contains(known, f.Name()) {
			rd.Fault(f.Key, "unknown-rater", rd.Problems.Hint(say.Both("no rater %s in raters", "raters 里没有 %s", problem.Short(f.Name())), f.Name(), known))
		}
	}
	votes := make([]assess.Vote, 0, len(given))
	for _, id := range known {
		if v, ok := given[id]; ok {
			votes = append(votes, v)
		}
	}
	return votes
}

func (rd *reader) vote(f strictyaml.Field, scale *rubric.Scale) assess.Vote {
	v := assess.Vote{Rater: f.Name()}
	switch s, _ := f.Value.Text(); s {
	case "unknown":
		v.State = assess.Unknown
	case "na":
		v.State = assess.NotApplicable
	default:
		v.State, v.Level = assess.Answered, rd.level(f.Value, inVote, scale)
	}
	return v
}
