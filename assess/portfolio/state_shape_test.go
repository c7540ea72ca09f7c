package portfolio_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
	"fathom/testdata/fleet"
)

// TestStateTakesLittle: what a forged state would take is refused before it is taken, whether its checksum fits or not.
// Each of the texts is as large as a state may be, or small and stands for much.
func TestStateTakesLittle(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	state := stateOf(t, foldOf(t, m, lines(m, 20, fleet.Default()), 1, "region"))
	bins := regexp.MustCompile(`"scores":\[\[[^a-z]*\]\],"coarse":false,"from":0,"bins":\[\]`)
	fill := func(old, item string) string {
		return strings.Replace(state, old, old+strings.Repeat(item, (portfolio.MaxState-len(state))/len(item)), 1)
	}
	node := `{"sum":0,"low":0,"high":0,"scores":[],"coarse":false,"from":0,"bins":[]},`
	for name, text := range map[string]string{
		"empty bins of every node": portfolio.Resealed(t, bins.ReplaceAllString(state, `"scores":[],"coarse":true,"from":0,"bins":[-1048000,20]`)),
		"bins":                     fill(`"bins":[`, "1,"),
		"one run":                  fill(`"bins":[`, "-9223372036854775808,"),
		"scores":                   fill(`"scores":[`, "[],"),
		"practices":                fill(`"practices":[`, "{},"),
		"whole nodes":              fill(`"parts":[`, node),
		"pairs":                    fill(`"pairs":[`, "null,"),
		"subjects":                 fill(`"low":[{`, `},{`),
		"tags":                     fill(`"by":[`, `"",`),
		"groups":                   fill(`"groups":[`, "{},"),
		"groups of a tag":          strings.Replace(state, `"groups":[{`, `"groups":[{`+manyGroups(700_000), 1),
		"sums":                     fill(`"sums":[`, "{},"),
		// a damaged one that is just not refused before it is read
		"groups that fit": strings.Replace(state, `"groups":[{`, `"groups":[{`+manyGroups(330_000), 1),
		"digits":          fill(`"sum":`, "1234567890"),
		"a name":          fill(`"stage":"`, "0123456789"),
		"a key":           fill(`{"`, "0123456789"),
		"depth":           fill(`"depths":[`, "["),
		"white space":     state + strings.Repeat(" \n", (portfolio.MaxState-len(state))/2-1) + "x",
	} {
		if len(text) > portfolio.MaxState {
			t.Fatal(name, len(text))
		}
		var before, after runtime.MemStats
		data := []byte(text)
		runtime.GC()
		runtime.ReadMemStats(&before)
		_, err := portfolio.ReadState("s", data, m, "digest")
		runtime.ReadMemStats(&after)
		if err == nil {
			t.Errorf("%s: believed", name)
		}
		// with the text itself no more than 256 MiB, however late the collector comes
		if n := after.TotalAlloc - before.TotalAlloc; n > 200<<20 {
			t.Errorf("%s: %d MiB taken: %.200v", name, n>>20, err)
		}
	}
}

func manyGroups(n int) string {
	var b strings.Builder
	for k := range n {
		fmt.Fprintf(&b, `"%x":{"n":0,"sums":[{"n":0,"sum":0}]},`, k)
	}
	return b.String()
}

// TestStateIsSaidOnce: each field of a state stands in it once, spelled as it is written, and what is said beside its
// form is nothing that is passed over. The place is told.
func TestStateIsSaidOnce(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	state := stateOf(t, foldOf(t, m, lines(m, 20, fleet.Default()), 1, "region"))
	for _, c := range []struct{ old, new, want string }{
		{`"bad":0`, "\n" + `"bad":7,"bad":0`, "s:2:9: this is no state of a roll-up, or a damaged one: bad is given twice"},
		{`"bad":0`, "\n" + `"bad":0,"bad":0`, "s:2:9: this is no state of a roll-up, or a damaged one: bad is given twice"},
		{`"bad":0`, "\n" + `"bad":0,"b\u0061d":0`, "s:2:9: this is no state of a roll-up, or a damaged one: bad is given twice"},
		{`"bad":0`, "\n" + `"BAD":7,"bad":0`, "s:2:1: this is no state of a roll-up, or a damaged one: unknown field BAD"},
		{`"groups":[{`, "\n" + `"groups":[{"渠":{"n":0,"sums":[]},"渠":{"n":0,"sums":[]},`, "s:2:34: this is no state of a roll-up, or a damaged one: 渠 is given twice"},
		{`"bad":0,`, "", "s:1:1: this is no state of a roll-up, or a damaged one: bad is missing here"},
		{`"pairs":[`, "\n" + `"pairs":[null,`, "s:2:10: this is no state of a roll-up, or a damaged one: { is expected here"},
		{`"min_group":0`, "\n" + `"min_group":1e99`, "s:2:13: this is no state of a roll-up, or a damaged one: a whole number of 18 digits at most is expected here, not 1e99 [state]"},
		{`"min_group":0`, "\n" + `"min_group":99999999999999999999`, "s:2:13: this is no state of a roll-up, or a damaged one: a whole number of 18 digits at most is expected here, not 99999999999999999999 [state]"},
		{`"min_group":0`, "\n" + `"min_group":01`, "s:2:13: this is no state of a roll-up, or a damaged one: a whole number of 18 digits at most is expected here, not 01 [state]"},
		{`"min_group":0`, "\n" + `"min_group":"0"`, "s:2:13: this is no state of a roll-up, or a damaged one: a value is expected here [state]"},
		{`"sum":`, "\n" + `"sum":1.5,"n":`, "s:2:7: this is no state of a roll-up, or a damaged one: a whole number of 37 digits at most is expected here, not 1.5 [state]"},
		{`"anonymous":false`, "\n" + `"anonymous":0`, "s:2:13: this is no state of a roll-up, or a damaged one: true or false is expected here, not 0 [state]"},
		{`"score":`, "\n" + `"score":1e999,"x":`, "s:2:9: this is no state of a roll-up, or a damaged one: a number is expected here, not 1e999 [state]"},
		{`"stage":""`, "\n" + `"stage":0`, "s:2:9: this is no state of a roll-up, or a damaged one: \" is expected here [state]"},
		{`"stage":""`, "\n\"stage\":\"\x01\"", "s:2:9: this is no state of a roll-up, or a damaged one: the text cannot be read [state]"},
	} {
		_, err := portfolio.ReadState("s", []byte(strings.Replace(state, c.old, c.new, 1)), m, "digest")
		var list problem.List
		if !errors.As(err, &list) || !strings.HasPrefix(list[0].In("en"), c.want) {
			t.Errorf("%s: %.300v", c.new, err)
		} else if zh := list[0].In("zh"); !strings.Contains(zh, "：") || strings.Contains(zh, "json") {
			t.Errorf("%s: %s", c.new, zh)
		}
	}
	text := portfolio.Resealed(t, strings.Replace(state, `"from":0`, `"from":7`, 1))
	if _, err := portfolio.ReadState("s", []byte(text), m, "digest"); err == nil || !strings.Contains(err.Error(), "do not fit together") {
		t.Errorf("where bins begin that there are none of: %v", err)
	}
	var laidOut bytes.Buffer
	if err := json.Indent(&laidOut, []byte(state), "", "\t"); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"laid out otherwise": laidOut.String(), "with a mark": "\xef\xbb\xbf" + state,
		"behind blanks": strings.Repeat("\r\n \t", 1000) + state, "with blanks": "{" + strings.Repeat("\n", 5000) + state[1:]} {
		if _, err := portfolio.ReadState("s", []byte(text), m, "digest"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
