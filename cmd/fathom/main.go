// Command fathom measures the maturity of a sales-channel team and of the channel's members, shows the gap to the
// targets, and says what to do first.
//
// It works on files alone: a rubric in YAML (built in, or your own) and an answer file in YAML. It never opens a
// network connection, and its output depends on nothing but its input and its flags.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // the first collection at 16 MB, not 4: most runs end before it, a tenth sooner
	}
	a := app{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv}
	os.Exit(a.run(os.Args[1:]))
}
