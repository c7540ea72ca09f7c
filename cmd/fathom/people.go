package main

import (
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/assess/interview"
	"fathom/assess/roster"
	"fathom/rubric/say"
)

// This file is about lists of people, who are sent a questionnaire or come to a workshop.

// peopleIn reads a list of people, and names what nothing of it was read for.
func (a *app) peopleIn(path string, m *assess.Model, opt roster.Options) (*roster.List, error) {
	data, err := a.read(path, form.MaxBytes)
	if err != nil {
		return nil, err
	}
	list, err := roster.Read(shown(path), data, m, opt)
	if err != nil {
		return nil, withoutKinds(err)
	}
	if len(list.Dropped) > 0 {
		a.say(say.Both("%s: columns left out: %s", "%s：未导入的列：%s", shown(path), firstOf(list.Dropped)))
	}
	if len(list.Unread) > 0 {
		a.say(say.Both("%s: sheets left out: %s", "%s：未导入的工作表：%s", shown(path), firstOf(list.Unread)))
	}
	return list, nil
}

// blankFor is what a person is sent: the head of all, with what the list says of them, and no answers.
func blankFor(p *roster.Person, head *assess.Assessment) *assess.Assessment {
	own := *head
	own.Subject, own.Depth, own.Raters = p.Subject, p.Depth, []assess.Rater{p.Rater}
	own.Answers = make([]assess.Answer, len(head.Answers))
	return &own
}

// stemsOf are the names of people's files, without what comes behind the dot: by the name, with the firm where it is
// about one. Where others have a name for which the file would be the same, the id follows, then the subject's, then
// the row.
func stemsOf(people []roster.Person) []string {
	stems, alike := make([]string, len(people)), map[string]int{}
	for i := range people {
		p := &people[i]
		name := strings.TrimSpace(p.Rater.Name + " " + p.Subject.Member)
		stems[i] = strings.TrimSuffix(interview.FileName(name), ".yaml")
		alike[strings.ToLower(stems[i])]++
	}
	for _, behind := range []func(*roster.Person) string{
		func(p *roster.Person) string { return p.Rater.ID },
		func(p *roster.Person) string { return p.Subject.ID },
		func(p *roster.Person) string { return strconv.Itoa(p.Row) },
	} {
		now := map[string]int{}
		for i := range people {
			if more := behind(&people[i]); alike[strings.ToLower(stems[i])] > 1 && more != "" {
				stems[i] += "-" + more
			}
			now[strings.ToLower(stems[i])]++
		}
		alike = now
	}
	return stems
}
