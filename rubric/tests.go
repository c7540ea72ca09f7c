package rubric

// Test is a worked example that a rubric carries: answers, and the scores they must have. What it expects is best
// worked by hand; [fathom/assess.Model.RunTests] runs it, and so does lint.
type Test struct {
	Name          string
	Stage, Sector string                // "" as in an assessment that names none
	All           *int                  // the level of every criterion that Answers does not name; nil: unanswered
	Answers       map[string]TestAnswer // by full id
	Expect        []Expectation
	First         []string // ids of the practices that must come first, in this order
}

// TestAnswer is the answer to one criterion: a level, unless it does not apply or is not known.
type TestAnswer struct {
	Level       int
	NA, Unknown bool
}

// Expectation is the score that a node must have: the whole ("overall"), a part, a dimension or a practice.
type Expectation struct {
	ID     string
	Score  float64
	None   bool    // there must be no score: nothing is answered, or nothing applies
	Within float64 // how far the score may be off: half a unit of the last decimal written, and never more than 0.005
}
