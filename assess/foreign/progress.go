package foreign

import (
	"maps"
	"slices"
	"strings"

	"fathom/assess"
	models "fathom/rubric/foreign"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file reads the team progress of the DevSecOps Maturity Model: for each activity the teams that are on their way,
// and for each the steps that it has reached, with the day. The tool writes neither an activity nor a team that is on
// the lowest step: what is not there is not implemented, and it counts that as 0.

func isProgress(s *source) bool {
	for _, activity := range progressOf(s) {
		for _, team := range activity.Value.Fields() {
			if len(team.Value.Fields()) > 0 {
				return true
			}
		}
	}
	return false
}

// progressOf are the activities that the file says anything of.
func progressOf(s *source) []strictyaml.Field {
	for _, doc := range s.docs {
		for _, f := range doc.Fields() {
			if f.Name() == "progress" {
				return f.Value.Fields()
			}
		}
	}
	return nil
}

// team is one of those whose progress a file holds.
type team struct {
	answers []assess.Answer
	date    string // the latest of its days
}

// progress is a file at work.
type progress struct {
	*reading
	teams map[string]*team
}

func readProgress(rd *reading) {
	if !isProgress(rd.source) {
		rd.notHere(say.Both("no progress of any team is in this file", "文件里没有任何团队的进展"))
		return
	}
	p := &progress{reading: rd, teams: map[string]*team{}}
	for _, activity := range progressOf(rd.source) {
		i, known := p.criterion(activity.Name())
		for _, of := range activity.Value.Fields() {
			p.read(of, i, known)
		}
	}
	p.beside()
	for _, name := range slices.Sorted(maps.Keys(p.teams)) {
		t := p.teams[name]
		if t.date == "" {
			continue // nothing in it could be read, which was told
		}
		p.fill(t)
		w := who{subject: name, date: t.date, rater: name}
		p.add(w, t.answers, rd.file)
		if rd.facts.Subject != "" && rd.facts.Rater != "" {
			p.notHere(say.Both("the teams are the raters of %s; leave out --rater", "各团队就是 %s 的评分人，请去掉 --rater", problem.Short(rd.facts.Subject)))
			return
		}
	}
}

// criterion is the one that is made of an activity, by its uuid or by its whole name.
func (p *progress) criterion(activity string) (int, bool) {
	if i, ok := p.byOwn(models.ActivityID(strings.TrimSpace(activity))); ok {
		return i, true
	}
	found := -1
	for i := range p.m.Len() {
		for _, name := range p.m.Criterion(i).Name {
			if name == activity && found >= 0 && found != i {
				return 0, false
			} else if name == activity {
				found = i
			}
		}
	}
	return max(found, 0), found >= 0
}

var day = pattern.Of(`^\d{4}-\d\d-\d\d(?:$|[T ])`)

// read reads how far a team is with an activity: the highest of the steps that have a day.
func (p *progress) read(of strictyaml.Field, criterion int, known bool) {
	t := p.teams[of.Name()]
	if t == nil {
		t = &team{answers: make([]assess.Answer, p.m.Len())}
		p.teams[of.Name()] = t
	}
	best, worth, steps := -1, 0.0, of.Value.Fields()
	for k, step := range steps {
		when, _ := step.Value.Text()
		if step.Value.Kind() == strictyaml.Null {
			continue
		}
		if !day().MatchString(when) {
			p.problems.Add(step.Value.Problem("date", say.Both("want the day on which the step was reached, such as 2026-11-20", "这里要写达到这一步的日期，如 2026-11-20")))
			continue
		}
		t.date = max(t.date, when[:len("2026-11-20")])
		if !known {
			p.out.Ledger.Lose(noQuestion(), where(step.Value))
			continue
		}
		level, ok := p.level(criterion, step)
		if !ok {
			continue
		}
		v, _ := p.scale(criterion).Value(level)
		if best < 0 || v > worth {
			best, worth = k, v
			t.answers[criterion] = assess.Answer{Given: true, State: assess.Answered, Level: level}
		}
	}
	p.count(steps, best, known)
}

// count counts the steps of an activity: one is the answer, the others are days on the way to it.
func (p *progress) count(steps []strictyaml.Field, best int, known bool) {
	for k, step := range steps {
		switch {
		case !known || step.Value.Kind() == strictyaml.Null:
		case k == best:
			p.out.Ledger.Take(answers(), where(step.Value))
		default:
			p.out.Ledger.Lose(say.Both("days of earlier steps", "更早各步的日期"), where(step.Value))
		}
	}
}

func where(n *strictyaml.Node) string { return n.Problem("", message{}).Where() }

// level is the level of a step: the one that is called so, or what the tool's own step is worth.
func (p *progress) level(criterion int, step strictyaml.Field) (level int, ok bool) {
	if level, ok = p.levelCalled(criterion, step.Name()); ok {
		return level, true
	}
	own := map[string]float64{"Not implemented": 0, "Started": 0.2, "Partly implemented": 0.5, "Fully implemented": 1}
	if worth, there := own[step.Name()]; there {
		if level, ok = p.levelWorth(criterion, worth); ok {
			return level, true
		}
	}
	p.problems.Add(step.Key.Problem("level", say.Both("the rubric has no level %s; give a level of its scale that name, and the worth that the step has in meta.yaml", "评估标准里没有叫 %s 的级别；请把标尺的一个级别改成这个名称，分值照 meta.yaml 里这一步的", problem.Short(step.Name()))))
	return 0, false
}

// fill answers what the file leaves out, as the tool does: an activity of which a team says nothing is not implemented.
// A question that somebody added to the rubric is no activity, and stays open.
func (p *progress) fill(t *team) {
	for i := range t.answers {
		isActivity := strings.HasPrefix(p.m.Criterion(i).Criterion.ID, models.ActivityID(""))
		level, ok := p.levelWorth(i, p.scale(i).Lowest())
		if t.answers[i].Given || !isActivity || !ok {
			continue
		}
		t.answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
		p.out.Ledger.Add(say.Both("answers of the lowest level, as the tool takes what is not there", "最低一级的答案（那个工具把没写的当作未实施）"))
	}
}

// beside counts what stands in the file beside the progress.
func (p *progress) beside() {
	for _, doc := range p.docs {
		for _, f := range doc.Fields() {
			if f.Name() != "progress" {
				p.out.Ledger.Lose(say.Both("%s", "%s", problem.Short(f.Name())), where(f.Key))
			}
		}
	}
}
