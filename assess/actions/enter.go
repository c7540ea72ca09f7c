package actions

import (
	"cmp"
	"fmt"
	"slices"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Entry is what a team wrote of one action elsewhere; "" where it wrote nothing.
type Entry struct {
	ID, Title            string
	State                State
	Who, Due, Done, Note string
	Place                problem.Problem // of where it was written, without a message yet
}

// Side is whose word stands where the file and an entry say different things.
type Side string

// The sides. Without one, differences are an error.
const (
	NoSide    Side = ""
	FileSide  Side = "file"
	EntrySide Side = "workbook"
)

// Entered says what entries changed in a file.
type Entered struct {
	Changed []string     // ids of what says something else than before, in the order of the file
	Added   []string     // that the file did not have
	Apart   problem.List // differences, as warnings: the preferred side's word stands
}

// Enter puts entries into a file of actions, and returns its new content; comments and everything else stay. What the
// team has not said in the file yet is taken over: who and note where there is none, a due day where the file has none
// or the plan's, and a state that is further on. Everything else that differs is decided by the side, and without one
// an error. An action that the file does not have is added.
//
// The error is a [fathom/rubric/problem.List] of what is wrong in the file and of the differences (conflict), or
// [ErrLost].
func Enter(name string, data []byte, entries []Entry, side Side, r *rubric.Rubric) ([]byte, Entered, error) {
	rd, root := read(name, data, r)
	if err := rd.Problems.Err(); err != nil {
		return nil, Entered{}, err
	}
	e := &entering{merger: merger{r: r, file: rd.file}, side: side}
	for i := range entries {
		e.steps = append(e.steps, stepKey(r, entries[i].ID))
	}
	fields := root.Fields()
	i := slices.IndexFunc(fields, func(f strictyaml.Field) bool { return f.Name() == "actions" })
	fields[i].Value = e.all(fields[i].Value, entries)
	if len(e.Apart) > 0 && side == NoSide {
		return nil, Entered{}, e.Apart.Err()
	}
	out, err := strictyaml.Encode(remade(root, fields))
	if err != nil {
		return nil, Entered{}, fmt.Errorf("%w: %w", ErrLost, err)
	}
	out = withLost(data, out)
	if err := e.check(name, out); err != nil {
		return nil, Entered{}, err
	}
	return out, e.Entered, nil
}

// entering is a file into which entries go.
type entering struct {
	merger
	Entered
	side  Side
	steps []string // of the entries, see stepKey
}

// stepKey is the same for all ids by which a step has gone.
func stepKey(r *rubric.Rubric, id string) string {
	if practice, to, ok := StepOf(r, id); ok {
		return fmt.Sprint(practice, "@", to)
	}
	return id
}

func (e *entering) all(list *node, entries []Entry) *node {
	items, at := list.Items(), list
	seen := make([]bool, len(entries))
	for i := range items {
		a := &e.file.Actions[i]
		if k := slices.Index(e.steps, stepKey(e.r, a.ID)); k >= 0 {
			seen[k] = true
			items[i] = e.one(items[i], a, &entries[k])
		}
	}
	if len(items) == 0 {
		at = e.parse("- x") // an empty list in brackets does not go on in lines
	}
	for k := range entries {
		if !seen[k] {
			items = append(items, e.fresh(&entries[k]))
		}
	}
	if len(items) == 0 {
		return list
	}
	return strictyaml.NewList(at, items).WithCommentsOf(list)
}

// fresh is an action that the file did not have.
func (e *entering) fresh(entry *Entry) *node {
	practice, to, ok := StepOf(e.r, entry.ID)
	if !ok {
		practice = -1
	}
	e.Added = append(e.Added, entry.ID)
	e.file.Actions = append(e.file.Actions, Action{ID: entry.ID, Practice: practice, To: to, State: Open})
	a := &e.file.Actions[len(e.file.Actions)-1]
	item := e.parse("id: " + strictyaml.Quote(entry.ID) + "\nstate: open\n").WithComment(title(entry.Title))
	return e.set(item, a, entry)
}

// one is an action with what an entry says of it.
func (e *entering) one(item *node, a *Action, entry *Entry) *node {
	before := *a
	told := *entry
	for _, w := range []struct {
		key         string
		file, entry string
		to          *string
		free        bool // the team has not said anything in the file
	}{
		{"state", string(a.State), string(entry.State), (*string)(&told.State), further(a.State, entry.State)},
		{"done", a.Done, entry.Done, &told.Done, a.Done == ""},
		{"who", a.Who, entry.Who, &told.Who, a.Who == ""},
		{"due", a.Due, entry.Due, &told.Due, a.Due == "" || a.Due == a.Planned},
		{"note", a.Note, entry.Note, &told.Note, a.Note == ""},
	} {
		if w.entry == "" || w.entry == w.file || w.free {
			continue
		}
		e.differ(entry, w.key, w.file, w.entry)
		if e.side == FileSide {
			*w.to = ""
		}
	}
	if told.State == "" && a.State != Done {
		told.Done = "" // the day goes with the state
	}
	item = e.set(item, a, &told)
	if !sameWords(&before, a) {
		e.Changed = append(e.Changed, a.ID)
	}
	return item
}

// further reports whether a state comes after another: work that goes on is no difference of opinion.
func further(from, to State) bool {
	order := map[State]int{Open: 0, Doing: 1, Done: 2}
	x, isOne := order[from]
	y, isOther := order[to]
	return isOne && isOther && x < y || from == Open
}

func sameWords(x, y *Action) bool {
	return x.State == y.State && x.Who == y.Who && x.Due == y.Due && x.Done == y.Done && x.Note == y.Note
}

func (e *entering) differ(entry *Entry, key, file, typed string) {
	apart := entry.Place
	apart.Kind, apart.Message = "conflict", say.Both(
		"%s: %s is %s here and %s in the file", "%s：这里的 %s 是 %s，清单里是 %s", entry.ID, key, problem.Short(typed), problem.Short(file))
	e.Apart.Add(apart)
}

// set writes what an entry says.
func (e *entering) set(item *node, a *Action, entry *Entry) *node {
	put := func(key, text string, to *string) {
		if text != "" && text != *to {
			*to = text
			item = e.with(item, key, text)
		}
	}
	state := State(cmp.Or(string(entry.State), string(a.State)))
	if state != Done && a.Done != "" {
		a.Done = ""
		isDay := func(f strictyaml.Field) bool { return f.Name() == "done" }
		item = remade(item, slices.DeleteFunc(item.Fields(), isDay))
	}
	put("state", string(entry.State), (*string)(&a.State))
	if a.State == Done {
		put("done", entry.Done, &a.Done)
	}
	put("who", entry.Who, &a.Who)
	put("due", entry.Due, &a.Due)
	put("note", entry.Note, &a.Note)
	return item
}
