// Command fathom measures the maturity of a sales-channel team and of the channel's members, shows the gap to the
// targets, and says what to do first.
//
// It works on files alone: a rubric in YAML (built in, or your own) and an answer file in YAML. It never opens a
// network connection, and its output depends on nothing but its input and its flags.
package main

import (
	"os"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
)

// doubleClicked is shown, for a while, to who starts the program in the Explorer of Windows: its window would close at
// once. The language that they read is not asked for; both stand there.
const doubleClicked = `fathom is used in a terminal: press the Windows key, type "terminal", press Enter, and begin with
  fathom demo

fathom 要在终端里使用：按 Windows 键，输入“终端”，回车，然后从这一条开始
  fathom demo
`

// startGC has the first collection at 16 MB, not 4: most runs end before it, a tenth sooner.
const startGC = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(startGC)
	}
	cobra.MousetrapHelpText = doubleClicked
	cobra.MousetrapDisplayDuration = 30 * time.Second
	a := app{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv}
	os.Exit(a.run(os.Args[1:]))
}
