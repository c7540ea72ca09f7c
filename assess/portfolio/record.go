package portfolio

import (
	"fathom/assess"
	"fathom/assess/answerfile/quick"
)

// Record is one assessment of a stream, scored. Its texts are valid until the next record is read.
type Record struct {
	quick.Head
	Scores *assess.Scorer
}
