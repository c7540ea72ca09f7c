package change

import (
	"fathom/assess/trend"
	"fathom/rubric/safe"
)

// This file says of scores by which version of the rubric they are.

// version is what a file calls the rubric that it was made with.
func (c *Change) version(r trend.Round) string { return safe.Line(r.Version) }

// madeWith names the version of the rubric that a score is by, and the one that the file was made with where they
// differ.
func (c *Change) madeWith(r trend.Round) string {
	if r.Own == nil {
		return c.Say("%s (made with %s)", "%s（答卷用的是 %s）", safe.Line(c.Rubric.Version), c.version(r))
	}
	return c.version(r)
}

// scoreOf says whose the score at an end of the steps is: as it was reported, or by another version of the rubric.
func (c *Change) scoreOf(r trend.Round) string {
	date := r.Assessment.Date
	switch {
	case r.Own == nil:
		return c.Say("Score of %s under the present rubric (%s)", "%s 的得分（按现行标准 %s 版）", date, safe.Line(c.Rubric.Version))
	case r.IsRemade():
		return c.Say("Score as reported on %s (rubric %s)", "%s 当时报告的得分（标准 %s 版）", date, c.version(r))
	}
	return c.Say("Score as reported on %s", "%s 的得分", date)
}

// versions says by which version of the rubric each of the two is scored, where they were not made with the same one.
func (c *Change) versions() []string {
	var out []string
	old, new, present := c.trend.Old, c.trend.New, safe.Line(c.Rubric.Version)
	switch {
	case old.IsRemade() && c.version(old) == present:
		out = append(out, c.Say("Rubric: it changed since %[1]s and kept its version %[2]s. The score of %[1]s is as it was reported; all that is like for like is by the rubric as it is now.",
			"评估标准：%[1]s 之后有改动，版本号仍是 %[2]s。%[1]s 的得分就是当时报告的；同口径的数字都按现行标准。", old.Assessment.Date, present))
	case old.IsRemade():
		out = append(out, c.Say("Rubric: version %[1]s, now %[2]s. The score of %[3]s is as it was reported; all that is like for like is under version %[2]s.",
			"评估标准：当时是 %[1]s 版，现在是 %[2]s 版。%[3]s 的得分就是当时报告的；同口径的数字都按 %[2]s 版。", c.version(old), present, old.Assessment.Date))
	case old.Own == nil:
		out = append(out, c.Say("Rubric: version %[1]s, now %[2]s. The score of %[3]s here is under version %[2]s; another one may have been reported then.",
			"评估标准：当时是 %[1]s 版，现在是 %[2]s 版。%[3]s 的得分在这里按 %[2]s 版计，当时报告的可能不是这个数。", c.version(old), present, old.Assessment.Date))
	}
	if new.Own == nil {
		out = append(out, c.Say("The answers of %[3]s were given for version %[1]s of the rubric, too; the score here is under version %[2]s.",
			"%[3]s 的答案也是为评估标准 %[1]s 版给出的；这里的得分按 %[2]s 版计。", c.version(new), present, new.Assessment.Date))
	}
	return out
}
