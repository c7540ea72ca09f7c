// Package pattern has regular expressions that are compiled when they are first used. The program knows more than a
// hundred, and a command uses a few: compiled at the start, they were two thirds of the work of scoring one file.
package pattern

import (
	"regexp"
	"sync"
)

// Of returns how to get the expression that a text describes: it is compiled at the first call, once, and safe for
// callers at the same time. A text that is no expression panics then; TestPatterns compiles them all.
func Of(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
