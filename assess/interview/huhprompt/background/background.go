// Package background answers a question before it is asked. bubbletea v1, which huh is built on, asks the terminal for
// its background colour in its init function, in every command of a program that only imports it, and waits five
// seconds for a terminal that does not answer: a bare pseudo-terminal in CI, some containers, some remote shells.
//
// Telling lipgloss the answer first makes it skip the question. "First" is a matter of names: Go initializes packages
// that are ready in the order of their import paths, so this package must sort before
// github.com/charmbracelet/bubbletea, which the module's name, fathom, sees to. We use no colour that depends on the
// background, so any answer is right. A test on a silent terminal fails when this stops working.
package background

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
