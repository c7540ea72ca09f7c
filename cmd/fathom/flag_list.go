package main

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// list is a flag that may be given several times, and keeps each value as it is. The one of pflag begins with a writer
// of CSV of 4 kB for every such flag of every command, whichever is run.
type list struct{ values *[]string }

// repeatable adds a flag that may be given several times.
func repeatable(f *pflag.FlagSet, to *[]string, name, short, usage string) {
	f.VarP(list{to}, name, short, usage)
}

func (l list) String() string { return "[" + strings.Join(*l.values, ",") + "]" }

// Type is what pflag calls its own; cobra completes a flag again that has it.
func (l list) Type() string { return "stringArray" }

// Set takes one more value.
func (l list) Set(value string) error { return l.Append(value) }

// Append takes one more value.
func (l list) Append(value string) error {
	*l.values = append(*l.values, value)
	return nil
}

// Replace takes values in place of those that were given.
func (l list) Replace(values []string) error {
	*l.values = slices.Clone(values)
	return nil
}

// GetSlice are the values that were given.
func (l list) GetSlice() []string { return slices.Clone(*l.values) }
