package plan

import "slices"

// What is more than most can do where nobody said what an owner can: this many steps at once, and this many person-days
// a week. The second is one person's whole week, and an owner may be several people: that is why it is only told.
const (
	TooManyAtOnce = 2
	TooMuchAWeek  = 5.0
)

// loads adds up what the done steps ask of each owner.
func (c *calendar) loads(w *crew) []Load {
	var out []Load
	for _, id := range c.owners() {
		l, weeks := Load{Owner: id}, []float64{}
		for k := range w.jobs {
			j := &w.jobs[k]
			if !j.done || j.Action.Owner != id {
				continue
			}
			l.PersonDays += j.PersonDays
			weeks = j.addTo(weeks)
			if n := w.atOnce(j.owner, j.from); n > l.AtOnce || n == l.AtOnce && j.from < l.PeakDay {
				l.AtOnce, l.PeakDay = n, j.from
			}
		}
		if len(weeks) == 0 {
			continue
		}
		l.PerWeek = slices.Max(weeks)
		_, bounded := c.cap.PerQuarter[id]
		l.Over = id != "" && !bounded && (l.AtOnce > TooManyAtOnce || l.PerWeek > TooMuchAWeek+hair)
		out = append(out, l)
	}
	return out
}

// owners are those of the rubric, in its order, then any that it does not list, by rank of their first step, and
// nobody.
func (c *calendar) owners() []string {
	var out []string
	for _, o := range c.m.Rubric.Owners {
		out = append(out, o.ID)
	}
	for k := range c.steps {
		if id := c.steps[k].Action.Owner; id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return append(out, "")
}

// addTo adds the job's work to the weeks of the plan.
func (j *job) addTo(weeks []float64) []float64 {
	from := j.from / weekDays
	for len(weeks) < from+len(j.weeks) {
		weeks = append(weeks, 0)
	}
	for k, personDays := range j.weeks {
		weeks[from+k] += personDays
	}
	return weeks
}

// atOnce is how many done steps an owner has on a day.
func (w *crew) atOnce(owner, day int) (n int) {
	for k := range w.jobs {
		if j := &w.jobs[k]; j.done && j.owner == owner && j.from <= day && day < j.to {
			n++
		}
	}
	return n
}
