package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/actions"
	"fathom/assess/answerfile"
	"fathom/assess/form"
	"fathom/assess/gate"
	"fathom/assess/plan"
	"fathom/assess/portfolio"
	"fathom/assess/survey"
	"fathom/reports/brand"
	"fathom/rubric/foreign"
	"fathom/rubric/rubricfile"
)

// flagSlots says what stands behind flags that have a value, by "--NAME", and where a command has its own by
// "COMMAND --NAME". A value of which the usage lists the words ("a4|letter") needs no line, nor one that people make up
// themselves: a name, a number, a date. -f stands in formatFlag, which knows the formats.
func flagSlots() map[string]filler {
	answers, rubrics := filesOf(answerfile.Format), rubricsOr()
	all := nodesOf(assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice)
	leveled := nodesOf(assess.KindPractice, assess.KindCriterion)
	return map[string]filler{
		"--rubric": rubrics, "--stage": stages, "--sector": sectors, "--depth": depths,
		"--target": withLevels(nodesOf(assess.KindPractice)), "--set": withLevels(leveled),
		"--agree": withLevels(nodesOf(assess.KindCriterion)), "--min-level": withLevels(all),
		"--reach-level": withLevels(all), "--min": withValue(all), "--max-regression": withValue(all),
		"--reach": aims(all), "--budget": oneOf(wholeCapacity), "plan --for": oneOf(gains()...), "--save": costs,
		"--capacity": withValue(owners), "plan --prefer": oneOf(string(actions.EntrySide), string(actions.FileSide)),
		"--encoding": oneOf(form.Encodings()...), "--column": withValue(oneOf(foreign.Roles()...)),
		"form export --format": formatWords(formatsNamed(formFormats())),

		"--policy": filesOf(gate.Format), "--baseline": answers, "--since": answers,
		"--mapping": filesOf(survey.Format), "--brand": filesOf(brand.Format),
		"--actions": filesOf(actions.Format), "--status": filesOf(actions.Format),
		"--against": filesOf(portfolio.StateFormat), "--old-rubric": rubricsOr(builtin), "--previous": rubrics,

		"--output": shellFiles, "--for": shellFiles, "--qr": shellFiles, "--raters": shellFiles, "--remind": shellFiles,
		"--template": shellFiles, "--from-workbook": shellFiles, "--tls-cert": shellFiles, "--tls-key": shellFiles,
	}
}

// wordSlots says what stands behind commands. One without a line takes no words.
func (a *app) wordSlots(root *cobra.Command) map[string]wordSlot {
	answers, rubrics := filesOf(answerfile.Format), rubricsOr(builtin)
	one := func(f ...filler) wordSlot { return wordSlot{first: f} }
	many := func(f filler) wordSlot { return wordSlot{rest: f} }
	var schemas []string
	for _, s := range formatSchemas() {
		schemas = append(schemas, s.word)
	}
	return map[string]wordSlot{
		"assess": one(answers), "score": many(answers), "report": many(answers), "plan": one(answers),
		"explain": one(answers, nodesOf(assess.KindOverall, assess.KindPart, assess.KindDimension, assess.KindPractice,
			assess.KindCriterion)),
		"merge": many(answers), "compare": many(answers), "check": many(answers), "workshop": one(answers),
		"portfolio": many(shellFiles), "demo": one(shellFiles),
		"form export": one(answers), "form import": many(shellFiles), "form status": many(shellFiles),
		"form mapping": one(shellFiles),
		"rubric show":  one(nodesOf(assess.KindPart, assess.KindDimension, assess.KindPractice, assess.KindCriterion)),
		"rubric lint":  one(filesOf(rubricfile.Format)), "rubric diff": one(rubrics, rubrics),
		"rubric export": one(shellFiles), "rubric new": one(shellFiles), "rubric import": one(shellFiles),
		"schema": one(oneOf(schemas...)), "completion": one(oneOf(shells()...)),
		helpName: many(a.helpWords(root)),
	}
}

// helpWords offers topics and commands, and behind a command those below it.
func (a *app) helpWords(root *cobra.Command) filler {
	return func(s slot) offer {
		o := offer{how: oursOnly}
		cmd, rest, err := root.Find(s.given)
		if err != nil || len(rest) > 0 {
			return o
		}
		entries := commandsOf(cmd)
		if cmd == root {
			for _, t := range a.topics() {
				entries = append(entries, entry{t.name, t.about})
			}
		}
		for _, e := range entries {
			if word := strings.TrimSpace(e.term); strings.HasPrefix(word, s.word) {
				o.option(word, e.text)
			}
		}
		return o
	}
}

// costs are what a plan can save: the two words, and the roles.
func costs(s slot) offer {
	o := oneOf(string(plan.CostPersonDays), string(plan.CostDays))(s)
	return offer{slices.Concat(o.words, owners(s).words), oursOnly}
}

// aims are what a plan can reach: points of a node, or one of three words.
func aims(nodes filler) filler {
	return func(s slot) offer {
		o := withValue(nodes)(s)
		words := oneOf(string(plan.GoalAttainment)+"=", string(plan.GoalTargets), string(plan.GoalFloors))(s)
		return offer{slices.Concat(o.words, words.words), o.how}
	}
}
