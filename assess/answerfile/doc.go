// Package answerfile reads and writes answers on disk: YAML that a person can edit, or JSON.
//
// Reading is strict. Every fault of a file is reported at once with its place, and nothing is returned when there is
// one: an answer is never silently dropped, guessed or scored. Writing is as strict: what would
// not be read back just as it was is refused.
//
// The faults have these kinds, besides those of package strictyaml:
//
//	format, rubric, rubric-version    the file is of another format, or was made for another rubric or version
//	unknown-key, missing-key, type    the shape is wrong
//	id, date, empty, too-long         a text that cannot be what it stands for
//	unknown-word                      a stage, sector, depth or confidence that does not exist
//	raters, duplicate, too-many       the list of raters is wrong
//	unknown-id                        the rubric has no such criterion, or nothing of it to comment on
//	no-answer, two-answers            an entry answers in no way, or in two
//	level                             not a level of the scale of the criterion, or of the practice with a target
//	agreed                            why a panel agreed, without votes or beside na
//	unknown, unanswered               unknown or unanswered that is not true
//	no-reason                         na without a reason
//	unknown-owner, number             capacity of somebody whom the rubric does not know, or no number
//	votes, unknown-rater              votes in a file without raters, or of somebody who is not among them
package answerfile

import "fathom/assess"

// Format is the value of the `format` key that this package reads and writes.
const Format = assess.Format

// MaxBytes is the size of an answer file at most. What exceeds it, or one of the limits of any assessment,
// [assess.MaxText], [assess.MaxTag] and [assess.MaxRaters], is refused with a problem that names it.
const MaxBytes = assess.MaxFile
