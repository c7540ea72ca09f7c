package actions

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

type node = strictyaml.Node

// limits are far above any plan: a rubric of a hundred practices has some four hundred steps.
var limits = strictyaml.Limits{Bytes: MaxBytes, Nodes: 60_000, Keys: 100}

// Read reads a file of actions against the rubric it is for. The error is a [problem.List] with every fault; the kinds,
// besides those of package strictyaml:
//
//	format, rubric, subject           the file is of another format, or follows up another rubric or subject
//	unknown-key, missing-key, type    the shape is wrong
//	id, date, empty, too-long         a text that cannot be what it stands for
//	unknown-word                      a state that does not exist
//	duplicate                         an action stands twice
//	done                              done without its day, or a day of what is not done
//
// The list beside it holds warnings: what is kept as it is written though the rubric or the file knows nothing of it
// (unknown-id), and a file of another version of the rubric (rubric-version).
func Read(name string, data []byte, r *rubric.Rubric) (*File, problem.List, error) {
	rd, _ := read(name, data, r)
	if err := rd.Problems.Err(); err != nil {
		return nil, nil, err
	}
	rd.warnings.Sort()
	return rd.file, rd.warnings, nil
}

type reader struct {
	strictyaml.Decoder
	r        *rubric.Rubric
	file     *File
	warnings problem.List
	first    map[string]*node // of each id
	steps    map[[2]int]*node // of each step of the rubric
	waits    []*node
}

func read(name string, data []byte, r *rubric.Rubric) (*reader, *node) {
	root, problems := strictyaml.Parse(name, data, limits)
	rd := &reader{Decoder: strictyaml.Decoder{Problems: problems}, r: r, file: &File{}, first: map[string]*node{},
		steps: map[[2]int]*node{}}
	if root != nil {
		rd.whole(root)
	}
	return rd, root
}

func (rd *reader) whole(root *node) {
	if rd.IsOther(root, Format) {
		return
	}
	rd.Object(root, strictyaml.Keys{
		"format":  rd.Format(Format),
		"subject": rd.subject,
		"rubric":  rd.rubric,
		"start":   rd.date(&rd.file.Start),
		"actions": func(n *node) {
			if n.Kind() == strictyaml.Null {
				return
			}
			for _, item := range rd.Items(n) {
				rd.action(item)
			}
		},
	}, "format", "subject", "rubric", "start", "actions")
	rd.checkWaits()
}

func (rd *reader) subject(n *node) {
	rd.Object(n, strictyaml.Keys{"id": rd.id(&rd.file.Subject.ID), "name": rd.prose(&rd.file.Subject.Name)}, "id")
}

func (rd *reader) rubric(n *node) {
	rd.Object(n, strictyaml.Keys{
		"id": func(v *node) {
			if rd.file.Rubric, _ = v.Text(); rd.file.Rubric != rd.r.ID {
				rd.Fault(v, "rubric", say.Both("the actions are for rubric %s; the one in use is %s; --rubric names another", "行动清单用的评估标准是 %s，当前用的是 %s；可用 --rubric 指定", v.String(), rd.r.ID))
			}
		},
		"version": func(v *node) {
			if _, isBool := v.Bool(); isBool {
				rd.Word(v) // says what it should be
			}
			if rd.file.Version, _ = rd.Text(v); rd.file.Version != rd.r.Version {
				rd.warn(v, "rubric-version", say.Both("the actions were planned by version %s of the rubric; the one in use is %s", "这些行动是按评估标准 %s 版安排的，当前用的是 %s 版", v.String(), rd.r.Version))
			}
		},
	}, "id", "version")
}

func (rd *reader) action(n *node) {
	a := Action{Practice: -1}
	var done, state *node
	rd.Object(n, strictyaml.Keys{
		"id":       func(v *node) { rd.actionID(v, &a) },
		"state":    func(v *node) { state = v },
		"owner":    func(v *node) { rd.owner(v, &a) },
		"who":      rd.prose(&a.Who),
		"due":      rd.date(&a.Due),
		"planned":  func(v *node) { rd.planned(v, &a) },
		"waits":    func(v *node) { rd.waitsFor(v, &a) },
		"done":     func(v *node) { done = v; rd.date(&a.Done)(v) },
		"note":     rd.prose(&a.Note),
		"evidence": func(v *node) { rd.evidence(v, &a) },
	}, "id")
	rd.state(n, state, done, &a)
	rd.file.Actions = append(rd.file.Actions, a)
}

// state reads how far an action is. Who says done says when: what is on time, and what an assessment can show, depends
// on it. A day alone says it, too.
func (rd *reader) state(n, state, done *node, a *Action) {
	a.State = Open
	if done != nil {
		a.State = Done
	}
	if state == nil {
		return
	}
	word, ok := rd.OneOf(state, States())
	a.State = State(word)
	switch {
	case !ok:
	case a.State == Done && done == nil:
		rd.Fault(state, "done", say.Both("say when it was done, with a line like %s", "请写明完成日期，例如另起一行 %s", state.Entry("done", "2027-01-29")))
	case a.State != Done && done != nil:
		rd.Fault(done, "done", say.Both("this has a day on which it was done, and the state %s; write %s, or take the day out", "写了完成日期，状态却是 %s；请改成 %s，或去掉日期", word, done.Entry("state", "done")))
	}
}

func (rd *reader) actionID(n *node, a *Action) {
	a.ID, _ = n.Text()
	if n.Kind() != strictyaml.Scalar || !idForm().MatchString(a.ID) {
		rd.Fault(n, "id", say.Both("%s cannot be the id of an action: write a step like roles@3, or a word of your own of letters, digits, _ . and -, up to 64, beginning with a letter", "%s 不能作行动的 id：请写步骤，例如 roles@3，或自己起一个以字母开头、由字母、数字、_ . - 组成的词，最多 64 个字符", n.String()))
		return
	}
	rd.Word(n) // no true or false
	before := rd.first[a.ID]
	practice, to, ok := StepOf(rd.r, a.ID)
	if ok {
		a.Practice, a.To = practice, to
		if before == nil {
			before = rd.steps[[2]int{practice, to}]
		}
		rd.steps[[2]int{practice, to}] = n
	}
	switch {
	case before != nil:
		rd.Fault(n, "duplicate", say.Both("%s is already in line %d", "%s 在第 %d 行已经写过", a.ID, before.Line()))
	case !ok:
		m := say.Both("the rubric has no step %s; the action is followed up, and no practice is judged by it", "评估标准里没有 %s 这一步；这项行动照样跟踪，但不会据此看任何事项的级别", problem.Short(a.ID))
		rd.warn(n, "unknown-id", rd.warnings.Hint(m, a.ID, stepIDs(rd.r)))
	}
	rd.first[a.ID] = n
}

// owner reads the role. A person's name there is a slip that is easily made, and the way out is told.
func (rd *reader) owner(n *node, a *Action) {
	owners := rd.r.OwnerIDs()
	id, ok := n.Text()
	switch {
	case !ok:
		rd.Fault(n, "id", problem.NoID(id, rubric.IDRule()))
	case !rubric.ValidID(id):
		m := say.Both("owner is the id of a role, not %s; a person's name goes to a line like %s", "owner 写角色的标识，不能写 %s；人名另起一行写 %s", n.String(), n.Entry("who", problem.Short(id)))
		rd.Fault(n, "id", rd.Problems.Hint(m, id, owners))
	case rd.isWord(n) && !slices.Contains(owners, id):
		m := say.Both("the rubric has no role %s (a person's name goes to who)", "评估标准里没有 %s 这个角色（人名写在 who 里）", problem.Short(id))
		rd.warn(n, "unknown-id", rd.warnings.Hint(m, id, owners))
	}
	a.Owner = id
}

// isWord refuses true and false.
func (rd *reader) isWord(n *node) bool {
	_, ok := rd.Word(n)
	return ok
}

func (rd *reader) planned(n *node, a *Action) {
	if a.Planned, _ = n.Text(); a.Planned != Gone {
		rd.date(&a.Planned)(n)
	}
}

func (rd *reader) waitsFor(n *node, a *Action) {
	for _, item := range rd.Items(n) {
		id, ok := rd.Word(item)
		switch {
		case ok && !idForm().MatchString(id):
			rd.Fault(item, "id", say.Both("%s cannot be the id of an action", "%s 不能作行动的 id", item.String()))
		case ok:
			a.Waits = append(a.Waits, id)
			rd.waits = append(rd.waits, item)
		}
	}
}

// checkWaits warns of waiting for what is not in the file.
func (rd *reader) checkWaits() {
	var ids []string
	for i := range rd.file.Actions {
		ids = append(ids, rd.file.Actions[i].ID)
	}
	for _, n := range rd.waits {
		if id, _ := n.Text(); rd.first[id] == nil {
			rd.warn(n, "unknown-id", rd.warnings.Hint(say.Both("no action %s in this file to wait for", "这份清单里没有可等的行动 %s", problem.Short(id)), id, ids))
		}
	}
}

func (rd *reader) evidence(n *node, a *Action) {
	for _, item := range rd.Items(n) {
		var s string
		rd.prose(&s)(item)
		a.Evidence = append(a.Evidence, s)
	}
}

func (rd *reader) warn(n *node, kind string, m say.Message) {
	p := n.Problem(kind, m)
	p.Severity = problem.Warning
	rd.warnings.Add(p)
}

func (rd *reader) date(to *string) func(*node) {
	return func(n *node) {
		s, ok := rd.Date(n)
		if ok && !assess.IsPlanDay(s) {
			rd.Fault(n, "date", say.Both("want a date from %s to %s, not %s", "日期要在 %s 到 %s 之间，不能写 %s", assess.FirstDay, assess.LastDay, s))
		}
		*to = s
	}
}

func (rd *reader) prose(to *string) func(*node) {
	return func(n *node) { *to, _ = rd.Prose(n, assess.MaxText) }
}

func (rd *reader) id(to *string) func(*node) {
	return func(n *node) {
		s, ok := n.Text()
		if !ok || !rubric.ValidID(s) {
			rd.Fault(n, "id", problem.NoID(s, rubric.IDRule()))
		} else {
			rd.Word(n) // no true or false
		}
		*to = s
	}
}
