package assess

import "fathom/rubric"

// Format is the value of the key `format` of answers, in a file and in a line of many.
const Format = "fathom.answers/1"

// What one assessment may hold at most, wherever it is read or asked for.
const (
	MaxText   = 10_000  // characters in one note, reason, piece of evidence or other free text
	MaxTag    = 64      // characters in the name of a tag: escaped, it still is a key that YAML reads (1,024)
	MaxRaters = 500     // raters in one panel
	MaxFile   = 1 << 20 // bytes of the file
	MaxNodes  = 60_000  // keys and values in it

	MaxTarget   = 1_000_000_000 // points agreed for a practice that has no levels
	MaxCapacity = 10_000        // person-days a quarter of one owner: 150 people
	MaxAtOnce   = 100           // steps at once for one owner
)

// The first and the last day of anything that is planned. No plan is that long ago or far ahead, and with twenty years
// of a plan and any holidays every date after them still has a year of four digits.
const (
	FirstDay = "1900-01-01"
	LastDay  = "2999-12-31"
)

// IsPlanDay reports whether a valid date, as 2027-02-10, is from [FirstDay] to [LastDay].
func IsPlanDay(date string) bool { return FirstDay <= date && date <= LastDay }

// The depths that every rubric has: everything, and the core criteria. The others are the ids of its profiles and
// parts; see [rubric.Rubric.Depths].
const (
	FullDepth  = rubric.FullDepth
	QuickDepth = rubric.QuickDepth
)

// How sure somebody may be of an answer.
const (
	LowConfidence    = "low"
	MediumConfidence = "medium"
	HighConfidence   = "high"
)

// Confidences lists the words, from the least sure.
func Confidences() []string { return []string{LowConfidence, MediumConfidence, HighConfidence} }
