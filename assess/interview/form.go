package interview

import "fathom/rubric/say"

// Form is a few questions that are asked one after the other before something begins, such as [Setup]. An answer may
// change the questions behind it, never those before.
type Form interface {
	// Heading says in a few words what the questions are for.
	Heading() string
	// Language of everything the person reads now: "zh" or "en".
	Language() say.Language
	// Len is how many questions there are, as far as is known by now.
	Len() int
	// Field returns the n-th question, from 0.
	Field(n int) Field
	// Set keeps the value of the n-th question, or says what is wrong with it and keeps nothing. It returns "" when all
	// is well.
	Set(n int, value string) string
}

// Field is one question of a form.
type Field struct {
	Title   string
	Help    string
	Choices []Choice // none: a text
	Value   string   // known or proposed
}

// Choice is one possible value.
type Choice struct{ ID, Name, Meaning string }
