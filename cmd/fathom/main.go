// Command fathom measures the maturity of a sales-channel team and of the channel's members, shows the gap to the
// targets, and says what to do first.
//
// It works on files alone: a rubric in YAML (built in, or your own) and an answer file in YAML. It never opens a
// network connection, and its output depends on nothing but its input and its flags.
package main

import (
	"os"
	"runtime/debug"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(startGC)
	}
	cobra.MousetrapHelpText = "" // who starts the program in the Explorer of Windows is asked as at any terminal
	a := app{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv}
	code := a.run(os.Args[1:])
	if mousetrap.StartedByExplorer() {
		a.waitToClose(code)
	}
	os.Exit(code)
}
