// Package say words everything a user reads, in both languages of the tool side by side, so that a reviewer sees both.
//
// What is said in one place at once goes through [Language.Say]; what travels before it is said is a [Message].
package say

import (
	"fmt"
	"math"
	"slices"
	"strconv"
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
// shows them. A Message among them stands in the sentence of
// its language. A number with decimals is written by %v as people write it: 1000000000, and not 1e+09.
func Both(en, zh string, args ...any) Message {
	if len(args) == 0 {
		return Message{en, zh}
	}
	inEN, inZH := slices.Clone(args), slices.Clone(args)
	for i, arg := range args {
		switch v := arg.(type) {
		case string:
			inEN[i] = safe.Visible(v)
			inZH[i] = inEN[i]
		case float64:
			inEN[i], inZH[i] = plain(v), plain(v)
		case Message:
			inEN[i], inZH[i] = v.EN, v.ZH
		}
	}
	return Message{fmt.Sprintf(en, inEN...), fmt.Sprintf(zh, inZH...)}
}

// Row is [Language.List] in both languages, of names that mostly come from files.
func Row(names []string) Message {
	return Message{safe.Visible(Language("en").List(names)), safe.Visible(Language("zh").List(names))}
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

// plain is a number that %v writes without an exponent. Other verbs write it as they write every number.
type plain float64

// mostPlain is where numbers end that anybody writes out.
const mostPlain = 1e21

// Format implements [fmt.Formatter].
func (x plain) Format(f fmt.State, verb rune) {
	v := float64(x)
	if verb == 'v' && math.Abs(v) < mostPlain {
		fmt.Fprint(f, strconv.FormatFloat(v, 'f', -1, 64))
		return
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), v)
}
