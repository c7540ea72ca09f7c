package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fathom/rubric/safe"
)

// Shells do not know what can stand on a command line: their scripts, which `fathom completion` prints, ask the program
// by cobra's hidden command __complete. This file answers; what stands where is one table, in complete_table.go.

// isCompletion reports whether it is a shell that asks, which reads standard output and nothing else.
func isCompletion(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// slot is a word of a command line that is being typed.
type slot struct {
	*app
	given []string // the words before it that belong to no flag
	word  string   // as far as it is typed
}

// offer is what may stand in a slot, and what the shell does with it.
type offer struct {
	words []cobra.Completion
	how   cobra.ShellCompDirective
}

// filler knows what may stand in a slot.
type filler func(s slot) offer

// How shells take what is offered. Without an offer of ours they offer files, unless oursOnly says that there are none.
const (
	oursOnly = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	goesOn   = oursOnly | cobra.ShellCompDirectiveNoSpace // the word goes on behind it
)

// option is one thing that is offered, with what it is. What cannot stand on a line is not offered.
func (o *offer) option(word, text string) {
	if word == safe.Line(word) {
		o.words = append(o.words, cobra.CompletionWithDesc(word, safe.Line(text)))
	}
}

// noOffer is for what people make up themselves, such as names and dates.
func noOffer(slot) offer { return offer{how: oursOnly} }

// shellFiles leaves it to the shell, which offers files.
func shellFiles(slot) offer { return offer{how: cobra.ShellCompDirectiveDefault} }

// oneOf offers words that need no explanation.
func oneOf(words ...string) filler {
	return func(s slot) offer {
		o := offer{how: oursOnly}
		for _, w := range words {
			if strings.HasPrefix(w, s.word) {
				o.option(w, "")
			}
		}
		return o
	}
}

// completable lets every flag and command tell what can stand behind it. Nothing is asked of whoever types, and nothing
// said: a rubric that cannot be read offers nothing.
func (a *app) completable(root *cobra.Command) {
	a.in, a.err, a.quiet = strings.NewReader(""), io.Discard, true
	root.InitDefaultHelpCmd()
	flags, words := flagSlots(), a.wordSlots(root)
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
		path := pathOf(cmd)
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() != "bool" && cmd.Flag(f.Name) != nil {
				fill := fillerOf(flags, path, f)
				_ = cmd.RegisterFlagCompletionFunc(f.Name, a.answer(fill)) // one that has an answer already keeps it
			}
		})
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { _, f.Usage = pflag.UnquoteUsage(f) })
		if w, ok := words[path]; ok {
			cmd.ValidArgsFunction = a.answer(w.fill)
		} else if !cmd.HasSubCommands() {
			cmd.ValidArgsFunction = a.answer(noOffer)
		}
	}
	visit(root)
}

// answer is a filler as cobra calls it.
func (a *app) answer(fill filler) cobra.CompletionFunc {
	return func(_ *cobra.Command, given []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		o := fill(slot{a, given, word})
		return o.words, o.how
	}
}

// pathOf is how a command is called, without the program: "form export".
func pathOf(cmd *cobra.Command) string {
	return strings.TrimPrefix(strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()), " ")
}

// fillerOf is what can stand behind a flag: by the table, for the one command before any; else the words that its usage
// names.
func fillerOf(table map[string]filler, path string, f *pflag.Flag) filler {
	for _, key := range []string{path + " --" + f.Name, "--" + f.Name} {
		if fill, ok := table[key]; ok {
			return fill
		}
	}
	if name, _ := pflag.UnquoteUsage(f); strings.Contains(name, "|") {
		return oneOf(strings.Split(name, "|")...)
	}
	return noOffer
}

// wordSlot is what the words of a command are, in their order; rest is every one behind them.
type wordSlot struct {
	first []filler
	rest  filler
}

func (w wordSlot) fill(s slot) offer {
	switch n := len(s.given); {
	case n < len(w.first):
		return w.first[n](s)
	case w.rest != nil:
		return w.rest(s)
	}
	return noOffer(s)
}

// isGiven reports whether a word stands on the line already.
func (s slot) isGiven(word string) bool { return slices.Contains(s.given, word) }
