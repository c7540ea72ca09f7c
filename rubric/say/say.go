// Package say words everything a user reads, in both languages of the tool side by side, so that a reviewer sees both.
//
// What is said in one place at once goes through [Language.Say]; what travels before it is said is a [Message].
package say

import (
	"fmt"
	"strings"

	"fathom/rubric/safe"
)

// Language is one of the two languages of the tool: "zh"; everything else is English, "en".
type Language string

// Say is the sentence in this language, as [Both] formats it.
func (l Language) Say(en, zh string, args ...any) string { return Both(en, zh, args...).In(l) }

// List puts names in a row, with the comma of the language.
func (l Language) List(names []string) string { return strings.Join(names, l.Say(", ", "、")) }

// Message is one sentence a user reads, written in both languages.
type Message struct{ EN, ZH string }

// Both formats the same arguments into the English and the Chinese sentence; without arguments the sentences stay as
// they are, with every % in them. Texts among the arguments mostly come from files: they are shown as [safe.Visible]
// shows them.
func Both(en, zh string, args ...any) Message {
	if len(args) == 0 {
		return Message{en, zh}
	}
	shown := make([]any, len(args))
	for i, arg := range args {
		shown[i] = arg
		if s, ok := arg.(string); ok {
			shown[i] = safe.Visible(s)
		}
	}
	return Message{fmt.Sprintf(en, shown...), fmt.Sprintf(zh, shown...)}
}

// And puts a second sentence behind the first.
func (m Message) And(more Message) Message { return Message{m.EN + more.EN, m.ZH + more.ZH} }

// In is the sentence in a language.
func (m Message) In(l Language) string {
	if l == "zh" {
		return m.ZH
	}
	return m.EN
}
