package foreign

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	models "fathom/rubric/foreign"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file makes answers of what an audit says. Where the framework has scores of its own, the score is the answer;
// where it has none, the result is. A requirement that does not apply has no other.

// audit is a file at work.
type audit struct {
	*reading
	answers []assess.Answer
}

func readAudit(rd *reading) {
	if !isAudit(rd.source) {
		rd.notHere(say.Both("no requirement with a result is in this file: want the audit that CISO Assistant exports as CSV or Excel, or the JSON of its requirement assessments", "文件里没有带结论的要求；请用 CISO Assistant 导出的审计（CSV 或 Excel），或其 requirement assessments 的 JSON"))
		return
	}
	a := &audit{reading: rd, answers: make([]assess.Answer, rd.m.Len())}
	for _, r := range rd.auditedIn() {
		a.requirement(r)
	}
	rd.add(a.head(), a.answers, rd.file)
}

// head is what the JSON of a whole audit says of it; a table says nothing.
func (a *audit) head() (w who) {
	if len(a.docs) == 0 {
		return w
	}
	for _, f := range a.docs[0].Fields() {
		text, _ := f.Value.Text()
		switch f.Name() {
		case "name":
			w.subject = text
		case "updated_at":
			if day().MatchString(text) {
				w.date = text[:len("2026-11-20")]
			}
		default:
			continue
		}
		a.out.Ledger.Take(factsOf(), where(f.Value))
	}
	return w
}

// requirement takes what is said of a requirement.
func (a *audit) requirement(r audited) {
	if strings.EqualFold(r["assessable"].text, "false") { // a heading, which the workbook fills like the others
		return
	}
	for _, name := range slices.Sorted(maps.Keys(left())) {
		if v, ok := r[name]; ok {
			a.out.Ledger.Lose(left()[name], v.where())
		}
	}
	result, score := r["compliance_result"], r["score"]
	i, known := a.criterion(r)
	ours := known && models.IsOwn(r["urn"].text)
	if text, ok := r["answers"]; ok && !ours {
		a.questions(r, text)
	}
	switch {
	case result.text == "" && score.text == "":
	case !known:
		a.unknown(r)
	case result.text == "not_applicable":
		a.ruleOut(i, r)
	case ours && a.rateOurs(i, r):
		a.results(result)
	default:
		a.rate(i, r)
	}
	note, noted := r["observations"]
	switch {
	case !noted || result.text == "not_applicable" && known:
	case known:
		a.answers[i].Given, a.answers[i].Note = true, note.text
		a.answers[i].State = max(a.answers[i].State, assess.Unanswered)
		a.out.Ledger.Take(notes(), note.where())
	default:
		a.out.Ledger.Lose(notes(), note.where())
	}
}

// unknown counts what is said of a requirement that is no criterion: it may have questions that are.
func (a *audit) unknown(r audited) {
	for _, name := range []string{"compliance_result", "score"} {
		if v, ok := r[name]; ok && v.text == "not_assessed" {
			a.out.Ledger.Take(unanswered(), v.where())
		} else if ok {
			a.out.Ledger.Lose(noQuestion(), v.where())
		}
	}
}

// criterion is the one that is made of a requirement: by its urn, else by its ref_id, which may be the same there.
func (a *audit) criterion(r audited) (int, bool) {
	if urn, ok := r["urn"]; ok {
		if i, ok := a.byOurs(urn.text); ok {
			return i, true
		}
		return a.byOwn(models.RequirementID(urn.text))
	}
	return a.byOwn(models.RequirementID(strings.ToLower(r["ref_id"].text)))
}

// ruleOut takes a requirement that does not apply. The reason is what was observed.
func (a *audit) ruleOut(i int, r audited) {
	if a.isTaken(i, r["compliance_result"]) {
		return
	}
	reason := a.ours(say.Both("not applicable, says the audit", "审计认定不适用"))
	if note, ok := r["observations"]; ok {
		reason = note.text
		a.out.Ledger.Take(notes(), note.where())
	}
	a.answers[i] = assess.Answer{Given: true, State: assess.NotApplicable, Note: reason}
	a.out.Ledger.Take(say.Both("not applicable", "不适用"), r["compliance_result"].where())
	if score, ok := r["score"]; ok {
		a.out.Ledger.Lose(uncounted(), score.where())
	}
}

// uncounted are scores that the tool does not count itself.
func uncounted() message {
	return say.Both("scores that do not count there", "那边不计分的得分")
}

// rate takes the score of a requirement, or its result where the levels are those of results.
func (a *audit) rate(i int, r audited) {
	result, score := r["compliance_result"], r["score"]
	if at, isResult := a.byResult(i, result.text); isResult {
		if at >= 0 {
			a.answer(i, at, answers(), result)
		} else {
			a.open(result)
		}
		if score.text != "" {
			a.out.Ledger.Lose(say.Both("scores, for which the rubric has no scale", "得分（评估标准没有对应的标尺）"), score.where())
		}
		return
	}
	a.results(result)
	switch {
	case score.text == "":
	case strings.EqualFold(r["is_scored"].text, "false"):
		a.out.Ledger.Lose(uncounted(), score.where())
	default:
		a.score(i, score)
	}
}

// results counts the result of a requirement whose answer is another thing.
func (a *audit) results(result value) {
	if result.text == "not_assessed" {
		a.out.Ledger.Take(unanswered(), result.where())
	} else if result.text != "" {
		a.out.Ledger.Lose(say.Both("results, where the answer is the score", "结论（以得分为答案）"), result.where())
	}
}

// score takes the level whose number the score is.
func (a *audit) score(i int, score value) {
	v, err := strconv.ParseFloat(score.text, 64)
	level, ok := a.levelWorth(i, v)
	switch {
	case err != nil || math.IsNaN(v):
		a.notNumber(score)
	case !ok:
		a.noLevel(i, score)
	default:
		a.answer(i, level, answers(), score)
	}
}

func (a *audit) notNumber(score value) {
	a.problems.Add(score.fault("number", say.Both("want a score, not %s", "这里要写得分，不能写 %s", problem.Short(score.text))))
}

func (a *audit) noLevel(i int, score value) {
	a.problems.Add(score.fault("level", say.Both("the rubric has no level that is worth %[1]s; add one to the scale %[2]s", "评估标准里没有分值为 %[1]s 的级别；请在标尺 %[2]s 里加一级", problem.Short(score.text), a.scale(i).ID)))
}

// byResult is the level of a result, -1 of none yet; false where the levels of the criterion are no results.
func (a *audit) byResult(i int, result string) (level int, isResult bool) {
	names := models.Compliance()
	words := []string{"non_compliant", "partially_compliant", "compliant"}
	levels := make([]int, len(names))
	for k, name := range names {
		en, inEnglish := a.levelCalled(i, name.EN)
		zh, inChinese := a.levelCalled(i, name.ZH)
		if levels[k] = en; !inEnglish {
			levels[k] = zh
		}
		if !inEnglish && !inChinese {
			return -1, false
		}
	}
	if at := slices.Index(words, result); at >= 0 {
		return levels[at], true
	}
	return -1, true
}

// open counts a result that says nothing yet; what is no result is a problem.
func (a *audit) open(result value) {
	if result.text != "not_assessed" && result.text != "" {
		a.problems.Add(result.fault("answer", say.Both("want compliant, partially_compliant, non_compliant, not_applicable or not_assessed, not %s", "这里要写 compliant、partially_compliant、non_compliant、not_applicable 或 not_assessed，不能写 %s", problem.Short(result.text))))
	} else if result.text != "" {
		a.out.Ledger.Take(unanswered(), result.where())
	}
}

// isTaken reports whether a criterion has an answer, which is a problem of a second one.
func (a *audit) isTaken(i int, v value) bool {
	if s := a.answers[i].State; s != assess.Answered && s != assess.NotApplicable {
		return false
	}
	a.problems.Add(v.fault("duplicate", say.Both("a second answer to %s", "%s 的第二个答案", a.m.Criterion(i).ID)))
	return true
}

// answer takes an answer.
func (a *audit) answer(i, level int, kind message, v value) {
	if a.isTaken(i, v) {
		return
	}
	a.answers[i].Given, a.answers[i].State, a.answers[i].Level = true, assess.Answered, level
	a.out.Ledger.Take(kind, v.where())
}

// questions takes the answers to the questions of a requirement: blocks of a question and the text of the choice.
func (a *audit) questions(r audited, v value) {
	for block := range strings.SplitSeq(v.text, "\n\n") {
		question, choice, ok := cutLast(block, " >> ")
		if !ok || strings.HasPrefix(choice, "[") { // the choices there are, where none is made
			continue
		}
		i, known := a.asked(r, question)
		level, chosen := 0, false
		if known {
			level, chosen = a.levelSaying(i, choice)
		}
		if chosen {
			a.answer(i, level, answers(), v)
		} else {
			a.out.Ledger.Lose(left()["other answers"], v.where())
		}
	}
}

func cutLast(s, sep string) (before, after string, found bool) {
	if at := strings.LastIndex(s, sep); at >= 0 {
		return strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+len(sep):]), true
	}
	return s, "", false
}

// asked is the criterion that is made of a question of a requirement: the only one with just this text.
func (a *audit) asked(r audited, question string) (criterion int, ok bool) {
	var all, own []int
	prefix := models.QuestionID(r["urn"].text)
	for i := range a.m.Len() {
		c := a.m.Criterion(i)
		isIt := func(text string) bool { return strings.TrimSpace(text) == question }
		if !slices.ContainsFunc(slices.Collect(maps.Values(c.Name)), isIt) {
			continue
		}
		if all = append(all, i); strings.HasPrefix(c.Criterion.ID, prefix) {
			own = append(own, i)
		}
	}
	if len(all) > 1 {
		all = own
	}
	if len(all) != 1 {
		return 0, false
	}
	return all[0], true
}

// levelSaying is the level of a criterion with just this text in any language.
func (a *audit) levelSaying(i int, choice string) (level int, ok bool) {
	for _, l := range a.scale(i).Levels {
		for _, text := range a.m.Criterion(i).LevelText(l.Level) {
			if strings.TrimSpace(text) == choice {
				return l.Level, true
			}
		}
	}
	return 0, false
}
