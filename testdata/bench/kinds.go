package main

import (
	"slices"
	"strings"
)

// builtin is the kind of data that the built-in rubric asks for.
const builtin = "builtin"

// kinds are the kinds of data beside the usual one, with what the generator is told of each.
var kinds = map[string][]string{builtin: {"-rubric", ""}, "shuffled": {"-shuffle"}, "spaced": {"-spaced"}}

// kindMax is the number of records above which only the usual data are made: the others would take many gigabytes.
const kindMax = 100_000

// kinded are the jobs that are there for each kind of data.
var kinded = []string{"rows", "rollup", "both"}

// kindOf splits a job like builtin-rows into the kind of its data, "" for the usual one, and what is done with them.
func kindOf(job string) (kind, does string) {
	before, after, cut := strings.Cut(job, "-")
	if _, ok := kinds[before]; cut && ok {
		return before, after
	}
	return "", job
}

// oursFor is our command for a kind of data: the built-in rubric is not named.
func oursFor(kind, command string) string {
	if kind == builtin {
		return strings.Replace(command, " --rubric {rubric}", "", 1)
	}
	return command
}

// hasKind reports whether a job is one of those that are there for its kind of data.
func hasKind(job string) bool {
	kind, does := kindOf(job)
	return kind == "" || slices.Contains(kinded, does)
}
