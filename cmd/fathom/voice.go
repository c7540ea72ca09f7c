package main

import (
	"fmt"

	"fathom/reports/cells"
	"fathom/rubric/problem"
)

// How we speak: data goes to stdout, everything said to a person to stderr. Errors begin with `error:`, advice with
// `hint:`, no capitals and no full stop. Text that may come from a file passes cells.Safe on its way out.

// say writes one message to the person, in the language of the run.
func (a *app) say(m problem.Message) {
	fmt.Fprintln(a.err, cells.Safe(m.In(a.lang)))
}

// note is say, unless the person asked for quiet.
func (a *app) note(m problem.Message) {
	if !a.quiet {
		a.say(m)
	}
}

// t picks the sentence of the run's language.
func (a *app) t(en, zh string) string { return problem.Message{EN: en, ZH: zh}.In(a.lang) }
