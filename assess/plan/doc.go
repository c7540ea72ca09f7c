// Package plan answers what a client asks of an assessment: what comes first (focus), what so many person-days bring
// (budget), and what is the cheapest way to an aim (reach). It puts the answer on a calendar that fits the people there
// are: testdata/worked.md works one out by hand. It is pure: no clock, no randomness, no file; each candidate is scored
// by the scorer itself.
//
// # The question in numbers
//
// Each practice i takes k(i) = 0, 1, 2 ... of its next steps, the rubric's actions from its level upwards without
// holes. Steps cost person-days (or calendar days, or one owner's person-days), and lift the practice's score. To be
// chosen are the k(i), so that
//
//	budget   the gain (overall score, attainment, levels) is highest, for so many person-days (of each owner too)
//	reach    the cost is lowest, and every goal is reached
//
// and a practice that waits for others takes a step only where they take the steps that bring them far enough.
//
// Where there is an end, and it is known who there is, a choice is one only if its steps are done in time when they are
// given to the people as [Arrange] does.
//
// # How it is answered
//
// No score above falls when one below rises, under any aggregate, floor or cap. So of the ways to take steps below a
// node only those matter that no other beats: that is as cheap, and worth as much. Such a front, from the cheapest way
// to the dearest, is made for each practice by the scorer, joined for a dimension from those of its practices, for a
// part from those of its dimensions, and so on, with the scorer's own terms ([assess.Fold]). What falls short of a
// node's goal is dropped at the node. The front of the whole has the answer, but for two things.
//
// What a practice waits for is looked at afterwards. Where the best choice lacks it, the search is cut in two: either
// the prerequisite takes the steps that bring it there, or it does not, and all that waits for it takes none. The half
// that promises more is looked into first. When no half is left that promises more than the best that was found, that
// is the best there is, and [Proof] says so; when the work that is allowed is used up before, it says what is still
// possible at most.
//
// What couples practices across the tree is a side: an attainment to be reached together with scores, the days of an
// owner, what a second answer may share with the first. One side is joined with the tree (a way is then beaten only by
// one that also uses no more of it), the others get prices; see setPrices. What prices leave open is cut in two, as
// above.
//
// Ties: of choices that cost and bring the same, wherever two ways are compared, the one that takes more steps of what
// stands first in the rubric.
//
// # An example by hand
//
// One part; dimension A holds a (weight 1) and b (weight 2), dimension B holds c (weight 3); all means, so that the
// overall score is (a + 2b + 3c) / 6. Today a is 1, b is 2 and c is 1: 8/6. The steps, and what they cost:
//
//	a  to 2 for 1, to 3 for 3 more
//	b  to 3 for 1, but only once a has reached 2
//	c  to 2 for 2
//
// The ways of a, as cost and term (weight * score): 0 1, 1 2, 4 3. Those of b: 0 4, 1 6. Joined for A, without needs:
//
//	0 5 (nothing), 1 7 (b), 2 8 (a, b), 5 9 (a twice, b); beaten are 1 6 (a alone) and 4 7 (a twice)
//
// Those of c: 0 3, 2 6. For a budget of 1 the best is b alone, (7 + 3) / 6 = 10/6. But b waits for a. Either a takes no
// step: then b takes none, and 8/6 is left. Or a takes one: (6 + 3) / 6 = 9/6. So the answer is a, to 1.5, proved.
//
// To reach 1.8 the sum must be 10.8: a and b make 8 + 3 = 11 for 2, and so does c, 5 + 6 = 11 for 2. The first is the
// answer, since a stands before c; a second way that shares no more than half of the first is c.
package plan
