package foreign

import (
	"math"
	"strconv"
	"strings"

	models "fathom/rubric/foreign"
)

// This file finds the criteria of an audit whose library an export of ours made: a requirement is a criterion there,
// and the scores are the numbers of its levels, whatever they are worth. Where its levels are described, they are the
// choices of a question, from which the tool makes the score.

// byOurs is the criterion of which an export of ours made a requirement. The tool writes urns in small letters.
func (rd *reading) byOurs(urn string) (criterion int, ok bool) {
	id, ours := models.OwnCriterionID(urn)
	if !ours {
		return 0, false
	}
	if i, there := rd.full[id]; there {
		return i, true
	}
	for known, i := range rd.full {
		if !strings.EqualFold(known, id) {
			continue
		}
		if ok && i != criterion {
			return 0, false
		}
		criterion, ok = i, true
	}
	return criterion, ok
}

// rateOurs takes the score of a requirement, else the choice that was made; false where there is neither.
func (a *audit) rateOurs(i int, r audited) bool {
	answer, score := r["answers"], r["score"]
	if strings.EqualFold(r["is_scored"].text, "false") {
		score = value{}
	}
	level, chosen := a.chosen(i, answer)
	switch {
	case score.text != "":
		at, ok := a.levelNumbered(i, score)
		if ok {
			a.answer(i, at, answers(), score)
		}
		if chosen && at == level {
			a.out.Ledger.Take(answers(), answer.where())
		} else if chosen {
			a.out.Ledger.Lose(left()["other answers"], answer.where())
		}
		return true
	case chosen:
		a.answer(i, level, answers(), answer)
		return true
	}
	return false
}

// chosen is the level whose words a choice is.
func (a *audit) chosen(i int, answer value) (level int, ok bool) {
	for block := range strings.SplitSeq(answer.text, "\n\n") {
		if _, choice, isChoice := cutLast(block, " >> "); isChoice && !ok {
			level, ok = a.levelSaying(i, choice)
		}
	}
	return level, ok
}

// levelNumbered is the level whose number a score is; else that is a problem.
func (a *audit) levelNumbered(i int, score value) (level int, ok bool) {
	v, err := strconv.ParseFloat(score.text, 64)
	if err != nil || math.IsNaN(v) {
		a.notNumber(score)
		return 0, false
	}
	for _, l := range a.scale(i).Levels {
		if float64(l.Level) == v {
			return l.Level, true
		}
	}
	a.noLevel(i, score)
	return 0, false
}
