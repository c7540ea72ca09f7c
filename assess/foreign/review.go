package foreign

import (
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	models "fathom/rubric/foreign"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads the answers of a workload review of the AWS Well-Architected Tool, as `aws wellarchitected
// list-answers` and `get-answer` print them: for each question the choices that were selected. They are ticked, and the
// lens's own rules make the level of them, once more; where the tool came to another risk, that is told.

func isReview(s *source) bool { return len(answersOf(s)) > 0 }

// answersOf are the answers in a file: of one page or of several in a list, or of one question.
func answersOf(s *source) (out []*strictyaml.Node) {
	for _, doc := range s.docs {
		for _, page := range append(doc.Items(), doc) {
			if one := under(page, "Answer"); one != nil {
				out = append(out, one)
			}
			if list := under(page, "AnswerSummaries"); list != nil {
				out = append(out, list.Items()...)
			}
		}
	}
	return slices.DeleteFunc(out, func(n *strictyaml.Node) bool { return word(n, "QuestionId") == "" })
}

// under is the value of a key, nil without one.
func under(n *strictyaml.Node, key string) *strictyaml.Node {
	for _, f := range n.Fields() {
		if f.Name() == key && f.Value.Kind() != strictyaml.Null {
			return f.Value
		}
	}
	return nil
}

// word is the text of a key, "" without one.
func word(n *strictyaml.Node, key string) string {
	if v := under(n, key); v != nil {
		text, _ := v.Text()
		return strings.TrimSpace(text)
	}
	return ""
}

// review is a file at work.
type review struct {
	*reading
	answers []assess.Answer
}

func readReview(rd *reading) {
	v := &review{rd, make([]assess.Answer, rd.m.Len())}
	if !isReview(rd.source) {
		rd.notHere(say.Both("no answers of a review are in this file: want what `aws wellarchitected list-answers` prints", "文件里没有评审答案：需要 `aws wellarchitected list-answers` 的输出"))
		return
	}
	for _, n := range answersOf(rd.source) {
		v.one(n)
	}
	rd.add(who{}, v.answers, rd.file)
}

// one reads the answer to a question, and what was noted at it.
func (v *review) one(n *strictyaml.Node) {
	i, known := v.criterion(n)
	a := v.answer(n, i, known)
	isFree := known && !v.answers[i].Given
	switch note := word(n, "Notes"); {
	case note != "" && isFree:
		a.Reason = a.Why()
		a.Given, a.Note, a.State = true, note, max(a.State, assess.Unanswered)
		v.out.Ledger.Take(notes(), where(under(n, "Notes")))
	case note != "":
		v.out.Ledger.Lose(notes(), where(under(n, "Notes")))
	}
	if isFree {
		v.answers[i] = a
	}
}

// answer is what was answered to a question; none where nobody answered, or where it does not come over.
func (v *review) answer(n *strictyaml.Node, i int, known bool) (a assess.Answer) {
	l, at := &v.out.Ledger, where(under(n, "QuestionId"))
	risk, selected := word(n, "Risk"), textsOf(under(n, "SelectedChoices"))
	applies := true
	if b := under(n, "IsApplicable"); b != nil {
		applies, _ = b.Bool()
	}
	switch {
	case applies && (risk == "UNANSWERED" || len(selected) == 0):
		l.Take(unanswered(), at)
	case !known:
		l.Lose(noQuestion(), at)
	case v.answers[i].Given:
		v.problems.Add(under(n, "QuestionId").Problem("duplicate", say.Both("a second answer to %s", "%s 有第二个答案", word(n, "QuestionId"))))
	case !applies:
		a.Given = true
		a.RuleOut(v.ours(notApplicableBecause(word(n, "Reason"))))
		l.Take(answers(), at)
	case v.ticked(&a, i, n, selected):
		l.Take(answers(), at)
	default:
		l.Lose(say.Both("answers with choices that the rubric does not have", "所选选项不在评估标准里的答案"), at)
		return assess.Answer{}
	}
	return a
}

// ticked answers a criterion with the choices that were selected, or, where it is no checklist, with the tool's risk.
func (v *review) ticked(a *assess.Answer, i int, n *strictyaml.Node, selected []string) bool {
	c := v.m.Criterion(i)
	level, named := models.LensRisk(word(n, "Risk"))
	if !c.IsChecklist() {
		_, on := v.scale(i).Value(level)
		a.Given, a.State, a.Level = true, assess.Answered, level
		return named && on
	}
	var choices, ids []string
	if list := under(n, "Choices"); list != nil {
		for _, choice := range list.Items() {
			choices = append(choices, word(choice, "ChoiceId"))
		}
	}
	of := models.ItemIDs(append(choices, selected...))
	for _, id := range selected {
		ids = append(ids, of[id])
	}
	for k, id := range ids {
		if now := c.EarlierItem(id); c.Item(id) == nil && now != "" {
			ids[k] = now
		}
	}
	if !a.Tick(c.Criterion, ids) {
		return false
	}
	v.beside(n, a, named, level)
	return true
}

// beside tells what the review says of choices that do not apply, and where the tool came to another risk.
func (v *review) beside(n *strictyaml.Node, a *assess.Answer, named bool, level int) {
	for _, list := range []string{"ChoiceAnswerSummaries", "ChoiceAnswers"} {
		if choices := under(n, list); choices != nil {
			for _, c := range choices.Items() {
				if word(c, "Status") == "NOT_APPLICABLE" {
					v.out.Ledger.Lose(say.Both("choices that do not apply, which count as not ticked", "标为不适用的选项（按未勾选计）"), where(c))
				}
			}
		}
	}
	if named && level != a.Level {
		v.out.Ledger.Lose(say.Both("risks that the tool came to, other than by the rules of the lens", "工具给出的风险（与镜头规则算出的不同）"), where(under(n, "Risk")))
	}
}

// criterion is the one that is made of a question, by its id; where several questions have the id, by the title.
func (v *review) criterion(n *strictyaml.Node) (int, bool) {
	practice, own := models.LensQuestion(word(n, "QuestionId"))
	var found []int
	for k := 1; k <= len(v.m.Rubric.Practices); k++ {
		id := practice
		if k > 1 {
			id += "-" + strconv.Itoa(k)
		}
		i, ok := v.full[id+"/"+own]
		if !ok {
			break
		}
		found = append(found, i)
	}
	if len(found) > 1 {
		title := word(n, "QuestionTitle")
		found = slices.DeleteFunc(found, func(i int) bool {
			for _, name := range v.m.Criterion(i).Name {
				if name == title {
					return false
				}
			}
			return true
		})
	}
	if len(found) != 1 {
		return 0, false
	}
	return found[0], true
}

// textsOf are those of a list.
func textsOf(n *strictyaml.Node) (out []string) {
	if n == nil {
		return nil
	}
	for _, item := range n.Items() {
		text, _ := item.Text()
		out = append(out, strings.TrimSpace(text))
	}
	return out
}

// notApplicableBecause is the reason that the tool has for a question that does not apply.
func notApplicableBecause(word string) message {
	switch word {
	case "OUT_OF_SCOPE":
		return say.Both("out of scope", "不在范围内")
	case "BUSINESS_PRIORITIES":
		return say.Both("other business priorities", "业务上另有优先事项")
	case "ARCHITECTURE_CONSTRAINTS":
		return say.Both("constraints of the architecture", "架构上的限制")
	}
	return say.Both("marked there as not applicable", "在那边标为不适用")
}
