// Package interview puts a rubric's questions to a person, one at a time, in any order, and keeps every answer at once.
//
// A [Session] knows where the person is, what is answered and what is left, and saves after every change. It draws
// nothing: a [Prompter] shows what [Session.Card] and [Session.Review] describe and calls the session's methods. The
// same interview therefore works on a full screen, in plain lines for a screen reader, and in a test without any
// terminal.
package interview
