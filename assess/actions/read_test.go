package actions_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
)

const head = "format: fathom.actions/1\nsubject: {id: henan, name: 河南}\nrubric: {id: channel-team, version: 1.1.0}\n" +
	"start: 2026-12-01\n"

// TestRead: every key, by hand; what is no step of the rubric is kept.
func TestRead(t *testing.T) {
	f, warnings, err := actions.Read("a.yaml", []byte(head+`actions:
  - id: roles@3
    state: done
    owner: DIR
    who: 王芳
    due: 2027-01-29
    planned: 2027-01-15
    waits: [roles@2]
    done: 2027-02-03
    note: |
      两个大区都已签字
      第二行
    evidence: [RACI 2027.xlsx, 会议纪要]
  - {id: roles@2, done: 2026-12-20}
  - {id: hire-director, planned: gone}
`), channelteam.Rubric())
	if err != nil {
		t.Fatal(err)
	}
	practice, _, _ := actions.StepOf(channelteam.Rubric(), "roles@3")
	want := &actions.File{Subject: assess.Subject{ID: "henan", Name: "河南"}, Rubric: "channel-team", Version: "1.1.0",
		Start: "2026-12-01", Actions: []actions.Action{
			{ID: "roles@3", Practice: practice, To: 3, State: actions.Done, Owner: "DIR", Who: "王芳", Due: "2027-01-29",
				Planned: "2027-01-15", Waits: []string{"roles@2"}, Done: "2027-02-03", Note: "两个大区都已签字\n第二行\n",
				Evidence: []string{"RACI 2027.xlsx", "会议纪要"}},
			{ID: "roles@2", Practice: practice, To: 2, State: actions.Done, Done: "2026-12-20"},
			{ID: "hire-director", Practice: -1, State: actions.Open, Planned: actions.Gone},
		}}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("%+v\nwant %+v", f, want)
	}
	if got := warnings.Error(); got != "a.yaml:19:10: the rubric has no step hire-director; the action is followed up, and no practice is judged by it [unknown-id]" {
		t.Error(got)
	}
}

// TestReadRefuses: each fault, its kind and its place; a warning where the file is good.
func TestReadRefuses(t *testing.T) {
	r := channelteam.Rubric()
	for _, c := range []struct{ actions, want string }{
		{"[]\n", ""},
		{"\n", ""},
		{"[{id: roles@3}]\n", ""},
		{"{roles@3: {}}\n", "5:10: want a list here, got a mapping [type]"},
		{"[roles@3]\n", "5:11: want a mapping here, got a text [type]"},
		{"[{state: open}]\n", "5:11: the key id is missing [missing-key]"},
		{"[{id: roles@3, owned: DIR}]\n", "5:25: unknown key owned; did you mean owner? [unknown-key]"},
		{"[{id: roles@3, state: finished}]\n", "5:32: finished is not a valid word here; valid: open, doing, done, dropped [unknown-word]"},
		{"[{id: roles@3, state: done}]\n", "5:32: say when it was done, with a line like done: 2027-01-29 [done]"},
		{"[{id: roles@3, state: doing, done: 2027-01-29}]\n", "5:45: this has a day on which it was done, and the state doing; write state: done, or take the day out [done]"},
		{"[{id: roles@3, due: 2027-02-30}]\n", "5:30: want a date like 2026-11-20, not 2027-02-30 [date]"},
		{"[{id: roles@3, due: 30.1.2027}]\n", "5:30: want a date like 2026-11-20, not 30.1.2027 [date]"},
		{"[{id: roles@3, planned: never}]\n", "5:34: want a date like 2026-11-20, not never [date]"},
		{"[{id: roles@3, note: ''}]\n", "5:31: the text is empty [empty]"},
		{"[{id: roles@3}, {id: goals-strategy@2}, {id: roles@3}]\n", "5:55: roles@3 is already in line 5 [duplicate]"},
		{"[{id: roles@3, id: roles@2}]\n", "5:25: id is given twice [duplicate]"},
		{"[{id: roles@03}]\n", "5:16: roles@03 cannot be the id of an action: write a step like roles@3, or a word of your own of letters, digits, _ . and -, up to 64, beginning with a letter [id]"},
		{"[{id: 渠道}]\n", "5:16: 渠道 cannot be the id of an action: write a step like roles@3, or a word of your own of letters, digits, _ . and -, up to 64, beginning with a letter [id]"},
		{"[{id: rolse@3}]\n", "warning 5:16: the rubric has no step rolse@3; the action is followed up, and no practice is judged by it; did you mean roles@3? [unknown-id]"},
		{"[{id: roles@9}]\n", "warning 5:16: the rubric has no step roles@9; the action is followed up, and no practice is judged by it; did you mean roles@2? [unknown-id]"},
		{"[{id: roles@3, owner: DRI}]\n", "warning 5:32: the rubric has no role DRI (a person's name goes to who); did you mean DIR? [unknown-id]"},
		{"[{id: roles@3, owner: 王老板}]\n", "5:32: owner is the id of a role, not 王老板; a person's name goes to a line like who: 王老板; valid: DIR, REG, OPS, HR, FIN, LEG, ENB, MKT, DAT, OWN, PSM, PFO, PWH [id]"},
		{"[{id: roles@3, owner: ＤＩＲ}]\n", "5:32: owner is the id of a role, not ＤＩＲ; a person's name goes to a line like who: ＤＩＲ; the Ｄ is U+FF24, not D; the Ｉ is U+FF29, not I; the Ｒ is U+FF32, not R; did you mean DIR? [id]"},
		{"[{id: roles@3, owner: true}]\n", "5:32: true is no text here; put it in quotes: \"true\" [type]"},
		{"[{id: roles@3, owner: []}]\n", "5:32: an id is a letter or _ and up to 63 letters, digits, _ . or - [id]"},
		{"[{id: roles@3, due: 9999-12-31}]\n", "5:30: want a date from 1900-01-01 to 2999-12-31, not 9999-12-31 [date]"},
		{"[{id: roles@3, planned: 1899-12-31}]\n", "5:34: want a date from 1900-01-01 to 2999-12-31, not 1899-12-31 [date]"},
		{"[{id: roles@3, done: 3000-01-01}]\n", "5:31: want a date from 1900-01-01 to 2999-12-31, not 3000-01-01 [date]"},
		{"[{id: roles@3, waits: [roles@2]}]\n", "warning 5:33: no action roles@2 in this file to wait for; did you mean roles@3? [unknown-id]"},
	} {
		_, warnings, err := actions.Read("a.yaml", []byte(head+"actions: "+c.actions), r)
		var got []string
		var list problem.List
		errors.As(err, &list)
		for _, p := range append(list, warnings...) {
			line := strings.TrimPrefix(p.Error(), "a.yaml:")
			if p.Severity == problem.Warning {
				line = "warning " + line
			}
			got = append(got, line)
			if p.Message.ZH == p.Message.EN {
				t.Errorf("no Chinese for %s", p)
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s got %s\nwant %s", c.actions, strings.Join(got, "\n"), c.want)
		}
	}
}

// TestReadJSON: in JSON, what to write is shown as JSON.
func TestReadJSON(t *testing.T) {
	_, _, err := actions.Read("a.json", []byte(`{"format": "fathom.actions/1", "subject": {"id": "henan"},
"rubric": {"id": "channel-team", "version": "1.0.0"}, "start": "2026-12-01", "actions": [
{"id": "roles@2", "state": "done"}, {"id": "roles@3", "state": "open", "done": "2027-01-29"}, {"id": "talk", "owner": "王芳"}]}`),
		channelteam.Rubric())
	for _, want := range []string{`a line like "done": "2027-01-29"`, `write "state": "done", or`, `a line like "who": "王芳"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

// TestReadHead: of another format, rubric or version.
func TestReadHead(t *testing.T) {
	for change, want := range map[string]string{
		"fathom.actions/1>fathom.answers/1": "1:9: the file says fathom.answers/1; want fathom.actions/1 here [format]",
		"channel-team>other":                "3:14: the actions are for rubric other; the one in use is channel-team; --rubric names another [rubric]",
		"id: henan>id: 河南":                  "2:15: an id is",
		"start: 2026-12-01\n>":              "1:1: the key start is missing [missing-key]",
		"2026-12-01>9999-12-31":             "4:8: want a date from 1900-01-01 to 2999-12-31, not 9999-12-31 [date]",
		"1.1.0>0.9.0":                       "warning",
	} {
		before, after, _ := strings.Cut(change, ">")
		_, warnings, err := actions.Read("a.yaml", []byte(strings.Replace(head, before, after, 1)+"actions: []\n"),
			channelteam.Rubric())
		if want == "warning" {
			if err != nil || len(warnings) != 1 || warnings[0].Kind != "rubric-version" {
				t.Error(err, warnings)
			}
		} else if !strings.HasPrefix(fmt.Sprint(err), "a.yaml:"+want) {
			t.Errorf("%s: %v", change, err)
		}
	}
}
