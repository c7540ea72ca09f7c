// Package foreign reads the answers that people gave in other tools, to a rubric that package fathom/rubric/foreign
// made of the same model: the toolbox of OWASP SAMM ("samm-toolbox"), the progress of teams in DSOMM
// ("dsomm-progress"), audits of CISO Assistant ("ciso-audit"), and reviews of the AWS Well-Architected Tool
// ("aws-review").
//
// An answer finds its criterion by the id that the tool has for its question, and its level by what it is worth there,
// or by its whole text where that is all there is. Never by the text that is nearest: tools reword their questions and
// answers from version to version, and words of one version may stand for something else in the next.
//
// Every answer is counted, and what people wrote beside it: as what came over, or by its kind as what did not. What a
// tool computes of answers, and what its model says, is neither: we compute it again, and the rubric says it.
package foreign

import (
	"fathom/assess/form"
	models "fathom/rubric/foreign"
)

// Input is one file of another tool.
type Input struct {
	Name     string // for messages
	Data     []byte
	Encoding string // of a text, as forms take it; "" finds it out
}

// Facts are what the caller says of all answers in a file. Names and date go before what the file says.
type Facts struct {
	Subject string // the name of what was assessed
	Date    string // YYYY-MM-DD
	Rater   string // the name or id of who answered
	Prefer  Preference
}

// Preference settles what holds where the words of an answer and the number that a workbook has computed of it
// disagree: its formulas may be wrong, or it was never computed anew.
type Preference string

// The preferences; without one such an answer is a problem.
const (
	Words   Preference = "words"
	Numbers Preference = "numbers"
)

// Preferences are the words of --prefer.
func Preferences() []string { return []string{string(Words), string(Numbers)} }

// KnowsPreference reports whether files of a kind have words and computed numbers, between which a preference settles.
func KnowsPreference(kind string) bool { return kind == FromToolbox }

// Result is what one file gave.
type Result struct {
	Respondents []form.Respondent
	Ledger      models.Ledger // of answers and what stands beside them
}
