package main

import (
	"fmt"

	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// How we speak: data goes to stdout, everything said to a person to stderr. Errors begin with `error:`, advice with
// `hint:`, no capitals and no full stop. Text that may come from a file passes safe.Text on its way out.

// say writes one message to the person, in the language of the run.
func (a *app) say(m say.Message) {
	fmt.Fprintln(a.err, safe.Text(m.In(a.lang)))
}

// note is say, unless the person asked for quiet.
func (a *app) note(m say.Message) {
	if !a.quiet {
		a.say(m)
	}
}
