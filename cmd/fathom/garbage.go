package main

import "runtime/debug"

// This file says how much garbage may gather before it is collected: the more the sooner a run ends, and the more
// memory it takes. It is given in per cent of what is kept. Who sets GOGC says it alone.

// startGC has the first collection at 16 MB, not 4: most runs end before it, a tenth sooner.
const startGC = 400

// collectAt has garbage collected, from here to the end of the run, when there is so much of it.
func (a *app) collectAt(percent int) {
	if a.getenv("GOGC") == "" {
		a.collects = percent
		debug.SetGCPercent(percent)
	}
}

// collectAsAtStart undoes that. It is no matter to a program that ends, but to tests, which run many commands.
func (a *app) collectAsAtStart() {
	if a.collects != 0 {
		debug.SetGCPercent(startGC)
	}
}
