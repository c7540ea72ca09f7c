package actions

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/safe"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Plan is a plan as a team follows it up.
type Plan struct {
	Language say.Language // of the words that explain a new file, and of nothing else
	Subject  assess.Subject
	Start    string // the first day, as 2026-12-01
	Steps    []Step
}

// Step is one step of a plan.
type Step struct {
	ID    string // of the step, as [fathom/assess/plan.Step.ID] gives it
	Title string // what it is about, put above a new action as a comment
	Owner string // id of a role, "" for nobody yet
	Due   string // its last day
	Waits []string
}

// Merged says what a new plan changed in a file; ids are in the order of the file.
type Merged struct {
	Added []string
	Moved []string // whose day follows the new plan
	Kept  []string // whose day is another than the new plan's, since the team set it or the work has begun
	Gone  []string // that the new plan does not have any more, though they are neither done nor dropped
}

// ErrLost tells that a file could not be written again without loss. It was left as it is.
var ErrLost = errors.New("actions: what stands in the file could not be kept")

// Merge puts a plan into a file of actions, nil for a new one, and returns the file's new content. Nothing that
// somebody wrote is lost; the rules are these:
//
//   - The order of the actions stays, and so do comments. What the plan adds comes at the end, in its order.
//   - state, owner, who, done, note and evidence are the team's, once they stand: no plan changes them.
//   - planned is the plan's: the last day of the step, or gone where the plan has no such step.
//   - due is the plan's until somebody writes another day there, or work begins: while it is what planned was before,
//     and the state is open, it follows the plan; else it stays.
//   - waits gains what the plan's step waits for, and loses nothing.
//   - An action that the plan does not have is never taken out; done and dropped ones need no plan.
//   - start and the rubric's version are the plan's.
//
// A step that the rubric has renamed keeps the id that stands in the file. The error is a
// [fathom/rubric/problem.List] of what is wrong in the file, or [ErrLost].
func Merge(name string, data []byte, p Plan, r *rubric.Rubric) ([]byte, Merged, error) {
	if len(data) == 0 {
		data = blank(p, r)
	}
	rd, root := read(name, data, r)
	if id := rd.file.Subject.ID; root != nil && id != p.Subject.ID && rubric.ValidID(id) {
		rd.Fault(field(root, "subject").Value, "subject", say.Both("these are the actions of %s; the plan is for %s", "这是 %s 的行动清单，当前的计划是 %s 的", id, p.Subject.ID))
	}
	if err := rd.Problems.Err(); err != nil {
		return nil, Merged{}, err
	}
	m := &merger{r: r, plan: p, file: rd.file, seen: map[string]bool{}}
	out, err := strictyaml.Encode(m.root(root))
	if err != nil {
		return nil, Merged{}, fmt.Errorf("%w: %w", ErrLost, err)
	}
	out = withLost(data, out)
	if err := m.check(name, out); err != nil {
		return nil, Merged{}, err
	}
	return out, m.Merged, nil
}

// blank is a file without actions.
func blank(p Plan, r *rubric.Rubric) []byte {
	subject := "id: " + strictyaml.Quote(p.Subject.ID)
	if p.Subject.Name != "" {
		subject += ", name: " + strictyaml.Quote(p.Subject.Name)
	}
	return []byte(p.Language.Say(
		"# What comes of the plan. Write here: state (open, doing, done, dropped), who, due, note, evidence; done needs its\n"+
			"# day: done: 2027-01-29. A new plan keeps all of it, and comments. planned and waits come from the plan.\n",
		"# 计划的落实情况。可填写：state（open 未开始、doing 进行中、done 已完成、dropped 不做）、who（谁来做）、due（期限）、note（备注）、evidence（证据）；\n"+
			"# 已完成的要写日期，例如 done: 2027-01-29。重新生成计划时，这些内容和注释都会保留。planned 和 waits 由计划填写。\n") +
		fmt.Sprintf("format: %s\nsubject: {%s}\nrubric: {id: %s, version: %s}\nstart: %s\nactions:\n",
			Format, subject, strictyaml.Quote(r.ID), strictyaml.Quote(r.Version), p.Start))
}

// merger makes the new document out of the nodes of the old one; file becomes what the new one must say.
type merger struct {
	Merged
	r    *rubric.Rubric
	plan Plan
	file *File
	seen map[string]bool // ids of the plan's steps that stand in the file
}

func (m *merger) root(root *node) *node {
	fields := root.Fields()
	for i, f := range fields {
		switch f.Name() {
		case "start":
			fields[i].Value, m.file.Start = f.Value.WithText(m.plan.Start), m.plan.Start
		case "rubric":
			inner := f.Value.Fields()
			for k, g := range inner {
				if g.Name() == "version" {
					inner[k].Value, m.file.Version = g.Value.WithText(m.r.Version), m.r.Version
				}
			}
			fields[i].Value = remade(f.Value, inner)
		case "actions":
			fields[i].Value = m.list(f)
		}
	}
	return remade(root, fields)
}

// list is the old actions, changed where the plan has a say, and the new ones behind them.
func (m *merger) list(f strictyaml.Field) *node {
	items, at := f.Value.Items(), f.Value
	for i, item := range items {
		items[i] = m.known(item, &m.file.Actions[i])
	}
	if len(items) == 0 {
		at = m.parse("- x") // an empty list in brackets does not go on in lines
	}
	for i := range m.plan.Steps {
		if s := &m.plan.Steps[i]; !m.seen[s.ID] {
			m.Added = append(m.Added, s.ID)
			items = append(items, m.added(s))
		}
	}
	if len(items) == 0 {
		return f.Value
	}
	return strictyaml.NewList(at, items).WithCommentsOf(f.Value)
}

// known is an action that stands in the file.
func (m *merger) known(item *node, a *Action) *node {
	s := m.stepOf(a)
	if s == nil {
		if a.Planned == "" || a.Planned == Gone {
			return item // the team's own, or gone before
		}
		if a.State == Open || a.State == Doing {
			m.Gone = append(m.Gone, a.ID)
		}
		a.Planned = Gone
		return m.with(item, "planned", Gone)
	}
	m.seen[s.ID] = true
	follows := a.State == Open && (a.Due == "" || a.Due == a.Planned)
	switch {
	case follows && a.Due != s.Due:
		m.Moved = append(m.Moved, a.ID)
		a.Due = s.Due
		item = m.with(item, "due", s.Due)
	case a.Due != s.Due && (a.State == Open || a.State == Doing):
		m.Kept = append(m.Kept, a.ID)
	}
	if a.Planned != s.Due {
		a.Planned = s.Due
		item = m.with(item, "planned", s.Due)
	}
	return m.waiting(item, a, s.Waits)
}

// stepOf is the step of the plan that an action is; nil for none.
func (m *merger) stepOf(a *Action) *Step {
	i := slices.IndexFunc(m.plan.Steps, func(s Step) bool {
		if s.ID == a.ID {
			return true
		}
		practice, to, ok := StepOf(m.r, s.ID)
		return ok && practice == a.Practice && to == a.To
	})
	if i < 0 {
		return nil
	}
	return &m.plan.Steps[i]
}

// with is an action with another text at a key, which comes last where it is new.
func (m *merger) with(item *node, key, text string) *node {
	fields := item.Fields()
	if i := slices.IndexFunc(fields, func(f strictyaml.Field) bool { return f.Name() == key }); i >= 0 {
		fields[i].Value = fields[i].Value.WithText(text)
		return remade(item, fields)
	}
	return remade(item, append(fields, m.parse(key+": "+strictyaml.Quote(text)).Fields()...))
}

// remade is a mapping with other fields, in the place of one that was there.
func remade(old *node, fields []strictyaml.Field) *node {
	return strictyaml.NewMapping(old, fields).WithCommentsOf(old)
}

// waiting is an action that waits for what the plan says as well.
func (m *merger) waiting(item *node, a *Action, waits []string) *node {
	var more []*node
	for _, id := range waits {
		if id = m.idOf(id); !slices.Contains(a.Waits, id) {
			a.Waits = append(a.Waits, id)
			more = append(more, m.parse("["+id+"]").Items()...)
		}
	}
	if len(more) == 0 {
		return item
	}
	fields := item.Fields()
	if i := slices.IndexFunc(fields, func(f strictyaml.Field) bool { return f.Name() == "waits" }); i >= 0 {
		old := fields[i].Value
		fields[i].Value = strictyaml.NewList(old, append(old.Items(), more...)).WithCommentsOf(old)
		return remade(item, fields)
	}
	return remade(item, append(fields, m.parse("waits: ["+strings.Join(a.Waits, ", ")+"]").Fields()...))
}

// idOf is the id by which the file knows a step of the plan: the one that it had when it came.
func (m *merger) idOf(id string) string {
	for i := range m.file.Actions {
		if s := m.stepOf(&m.file.Actions[i]); s != nil && s.ID == id {
			return m.file.Actions[i].ID
		}
	}
	return id
}

// titleLength is how much of a title stands above an action.
const titleLength = 200

// title is a comment of one line.
func title(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, safe.Line(s))
	if s == "" {
		return ""
	}
	return "# " + problem.Shorten(s, titleLength)
}

// added is an action that the plan brings.
func (m *merger) added(s *Step) *node {
	practice, to, ok := StepOf(m.r, s.ID)
	if !ok {
		practice = -1
	}
	a := Action{ID: s.ID, Practice: practice, To: to, State: Open, Owner: s.Owner, Due: s.Due, Planned: s.Due}
	for _, id := range s.Waits {
		a.Waits = append(a.Waits, m.idOf(id))
	}
	m.file.Actions = append(m.file.Actions, a)
	var b strings.Builder
	fmt.Fprintf(&b, "id: %s\nstate: open\n", s.ID)
	if s.Owner != "" {
		fmt.Fprintf(&b, "owner: %s\n", strictyaml.Quote(s.Owner))
	}
	fmt.Fprintf(&b, "due: %s\nplanned: %s\n", s.Due, s.Due)
	if len(a.Waits) > 0 {
		fmt.Fprintf(&b, "waits: [%s]\n", strings.Join(a.Waits, ", "))
	}
	return m.parse(b.String()).WithComment(title(s.Title))
}

// parse reads a piece that this package has written itself.
func (m *merger) parse(text string) *node {
	root, problems := strictyaml.Parse("piece", []byte(text), limits)
	if root == nil {
		panic("actions: " + problems.Error())
	}
	return root
}

// check holds what was written against what it must say.
func (m *merger) check(name string, out []byte) error {
	back, _ := read(name, out, m.r)
	if err := back.Problems.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrLost, err)
	}
	if !reflect.DeepEqual(back.file, m.file) {
		return ErrLost
	}
	return nil
}

// withLost puts back comments that the YAML library dropped: at the top those of the whole file, at the end the others.
func withLost(old, now []byte) []byte {
	have := map[string]int{}
	for _, c := range strictyaml.Comments(now) {
		have[c.Text]++
	}
	var top, end strings.Builder
	for _, c := range strictyaml.Comments(old) {
		if have[c.Text]--; have[c.Text] >= 0 {
			continue
		}
		if len(c.Path) == 0 && c.Place == strictyaml.Above {
			top.WriteString(c.Text + "\n")
		} else {
			end.WriteString(c.Text + "\n")
		}
	}
	if top.Len() > 0 {
		top.WriteByte('\n') // a blank line keeps it the file's
	}
	return slices.Concat([]byte(top.String()), now, []byte(end.String()))
}

func field(n *node, name string) strictyaml.Field {
	fields := n.Fields()
	return fields[slices.IndexFunc(fields, func(f strictyaml.Field) bool { return f.Name() == name })]
}
