package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"fathom/rubric/width"
)

// Help is laid out here since cobra counts bytes, and Chinese takes two cells for three of them. A page is at most
// helpColumns wide. What a flag is without being given stands in its text, in the language of the run.
const (
	helpColumns = 80
	widestTerm  = 30 // a longer one has its explanation below it
)

// entry is one line of a list: what can be typed, and what it does.
type entry struct{ term, text string }

// helpPage is the help of a command.
func (a *app) helpPage(cmd *cobra.Command) string {
	var b strings.Builder
	b.WriteString(cmp.Or(cmd.Long, strings.Join(width.Wrap(cmd.Short, helpColumns), "\n")) + "\n")
	section := func(en, zh, body string) {
		if body != "" {
			b.WriteString("\n" + a.lang.Say(en+":", zh+"：") + "\n" + body)
		}
	}
	section("Usage", "用法", a.useLines(cmd))
	if cmd.HasExample() {
		section("Examples", "示例", cmd.Example+"\n")
	}
	section("Commands", "命令", listed(commandsOf(cmd)))
	section("Flags", "参数", listed(flagsOf(cmd.LocalFlags())))
	section("Common flags", "通用参数", listed(flagsOf(cmd.InheritedFlags())))
	if !cmd.HasParent() || cmd.Name() == helpName {
		var topics []entry
		for _, t := range a.topics() {
			topics = append(topics, entry{"  " + t.name, t.about})
		}
		section("Help topics (fathom help TOPIC)", "帮助主题（fathom help 主题）", listed(topics))
	}
	return b.String()
}

// useLines are how the command is called. One that has others under it is called by theirs; the program alone asks.
func (a *app) useLines(cmd *cobra.Command) string {
	switch others := "  " + cmd.CommandPath() + a.lang.Say(" COMMAND", " 命令"); {
	case !cmd.HasParent():
		return listed([]entry{{others, ""}, {"  " + cmd.CommandPath(), a.lang.Say(
			"on a terminal: asks what to do (rate a team, see a sample, read a report)",
			"在终端里会问您想做什么：给团队打分、先看示例、看报告")}})
	case cmd.HasAvailableSubCommands():
		return others + "\n"
	}
	return "  " + cmd.Parent().CommandPath() + " " + cmd.Use + "\n"
}

func commandsOf(cmd *cobra.Command) (out []entry) {
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			out = append(out, entry{"  " + c.Name(), c.Short})
		}
	}
	return out
}

func flagsOf(flags *pflag.FlagSet) (out []entry) {
	flags.VisitAll(func(f *pflag.Flag) {
		value, text := pflag.UnquoteUsage(f)
		term := "      --" + f.Name
		if f.Shorthand != "" {
			term = "  -" + f.Shorthand + ", --" + f.Name
		}
		out = append(out, entry{strings.TrimRight(term+" "+value, " "), text})
	})
	return out
}

// listed sets entries one below the other, their texts in one column.
func listed(entries []entry) string {
	const gap = 2
	column := 0
	for _, e := range entries {
		if n := width.Of(e.term); n <= widestTerm {
			column = max(column, n+gap)
		}
	}
	var b strings.Builder
	for _, e := range entries {
		lead := width.Pad(e.term, column)
		if width.Of(e.term)+gap > column {
			b.WriteString(e.term + "\n")
			lead = strings.Repeat(" ", column)
		}
		for _, line := range width.Wrap(e.text, helpColumns-column) {
			b.WriteString(strings.TrimRight(lead+line, " ") + "\n")
			lead = strings.Repeat(" ", column)
		}
	}
	return b.String()
}
