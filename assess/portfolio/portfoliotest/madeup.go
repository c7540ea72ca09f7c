package portfoliotest

import (
	"fmt"
	"strings"

	"fathom/assess"
)

// The subjects that are made up: what they are called, and what somebody noted. Some of it is as long as it gets.
var (
	madeUpNames = []string{"Gulf Coast reseller channel", "河南快消渠道", "West", "Northern and Eastern Europe: distributors, " +
		"resellers and system integrators", "华南家用电器经销与直营混合渠道（含电商代运营与社区团购）"}
	madeUpNotes = []string{"", "", "口头约定，没有书面规则，撞单由老板定", "Seen in the weekly report of October.",
		strings.Repeat("Two of six could say who owns the account; the list on the wall is of last year; ", 4) + "so they say"}
)

// MadeUp is one of any number of assessments as people hand them in: half of them quick and half full, low, middle and
// high, of every stage, with notes, with what does not apply and what nobody knew. None of it is by chance.
func MadeUp(m *assess.Model, k int) *assess.Assessment {
	a := &assess.Assessment{Date: "2026-11-20", Depth: []string{assess.QuickDepth, assess.FullDepth}[k%2],
		Raters: []assess.Rater{{ID: "me", Role: "consultant"}}, Answers: make([]assess.Answer, m.Len())}
	a.Subject = assess.Subject{ID: fmt.Sprintf("m%04d", k), Name: madeUpNames[k/2%len(madeUpNames)],
		Stage: m.Rubric.Stages[k/6%len(m.Rubric.Stages)].ID}
	for i := range a.Answers {
		if !m.Asked(i, a.Depth) {
			continue
		}
		b := assess.Answer{Given: true, State: assess.Answered, Note: madeUpNotes[mix(k, i)%len(madeUpNotes)]}
		levels := m.Rubric.Scale(m.Criterion(i).Scale).Levels
		switch at := mix(k, 200+i) % 100; {
		case at < 3:
			b.State, b.Note = assess.NotApplicable, "we only sell direct"
		case at < 6:
			b.State = assess.Unknown
		default: // around 1, 2 or 3 above the lowest
			of := (mix(k, 400+i)%30+mix(k, 600+i)%30)/20 + k/2%3 - 1
			b.Level = levels[max(0, min(of, len(levels)-1))].Level
			if mix(k, 800+i)%2 == 0 {
				b.Evidence = []string{"weekly-report-2026-10.xlsx"}
			}
		}
		a.Answers[i] = b
	}
	return a
}
