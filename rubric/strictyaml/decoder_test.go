package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"fathom/rubric/problem"
	"fathom/rubric/strictyaml"
)

// pet is read as the readers of the formats read theirs.
type pet struct {
	strictyaml.Decoder
	name, kind string
	toys       []string
	ages       map[string]int
}

func (p *pet) file(root *strictyaml.Node) {
	p.Object(root, strictyaml.Keys{
		"format": p.Format("pet/1"),
		"name":   func(n *strictyaml.Node) { p.name, _ = p.Text(n) },
		"kind":   func(n *strictyaml.Node) { p.kind, _ = p.OneOf(n, []string{"cat", "dog"}) },
		"toys": func(n *strictyaml.Node) {
			for _, item := range p.Items(n) {
				toy, ok := p.Text(item)
				if ok {
					p.toys = append(p.toys, toy)
				}
			}
		},
		"ages": func(n *strictyaml.Node) {
			p.ages = map[string]int{}
			for _, f := range p.Fields(n) {
				p.ages[f.Name()], _ = f.Value.Int()
			}
		},
	}, "format", "name")
}

// read is what a file says, and what is wrong with it.
func read(t *testing.T, text string) *pet {
	t.Helper()
	root, problems := strictyaml.Parse("p.yaml", []byte(text), strictyaml.Limits{Bytes: 4096, Nodes: 400, Keys: 60})
	if problems != nil {
		t.Fatalf("%s\n%v", text, problems)
	}
	p := &pet{}
	p.file(root)
	return p
}

func TestDecoder(t *testing.T) {
	p := read(t, "format: pet/1\nname: 010\nkind: dog\ntoys: [ball, \"no\"]\nages: {Tom: 3, Rex: 7}\n")
	if got := fmt.Sprintln(p.name, p.kind, p.toys, p.ages, len(p.Problems)); got != "010 dog [ball no] map[Rex:7 Tom:3] 0\n" {
		t.Error(got)
	}
}

// TestDecoderRefuses: every refusal, its kind and its place, by hand.
func TestDecoderRefuses(t *testing.T) {
	const fine = "format: pet/1\nname: Tom\n"
	for _, c := range []struct{ text, want string }{
		{"[]", "1:1: want a mapping here, got a list [type]"},
		{"just a text", "1:1: want a mapping here, got a text [type]"},
		{"42", "1:1: want a mapping here, got a number [type]"},
		{"-1.5", "1:1: want a mapping here, got a number [type]"},
		{"true", "1:1: want a mapping here, got true [type]"},
		{"\"42\"", "1:1: want a mapping here, got a text [type]"},
		{"~", "1:1: want a mapping here, got nothing [type]"},
		{"name: Tom\n", "1:1: the key format is missing [missing-key]"},
		{"format: pet/1\n", "1:1: the key name is missing [missing-key]"},
		{"{}", "1:1: the key format is missing [missing-key]\n1:1: the key name is missing [missing-key]"},
		{"format: pet/2\nname: Tom\n", "1:9: the file says pet/2; want pet/1 here [format]"},
		{"format: [pet/1]\nname: Tom\n", "1:9: the file says […]; want pet/1 here [format]"},
		{fine + "nmae: x\n", "3:1: unknown key nmae; did you mean name? [unknown-key]"},
		{fine + "  \ncolour: red\n", "4:1: unknown key colour; valid: ages, format, kind, name, toys [unknown-key]"},
		{"format: pet/1\nname:\n", "2:6: want a text here, got nothing [type]"},
		{"format: pet/1\nname: {en: Tom}\n", "2:7: want a text here, got a mapping [type]"},
		{fine + "kind: dgo\n", "3:7: dgo is not a valid word here; did you mean dog? [unknown-word]"},
		{fine + "kind: horse\n", "3:7: horse is not a valid word here; valid: cat, dog [unknown-word]"},
		{fine + "kind: [cat]\n", "3:7: […] is not a valid word here; valid: cat, dog [unknown-word]"},
		{fine + "kind: ~\n", "3:7: ~ is not a valid word here; valid: cat, dog [unknown-word]"},
		{fine + "toys: ball\n", "3:7: want a list here, got a text [type]"},
		{fine + "toys: {ball: 1}\n", "3:7: want a list here, got a mapping [type]"},
		{fine + "toys:\n  - ball\n  - [ball]\n  - {a: b}\n", "5:5: want a text here, got a list [type]\n6:5: want a text here, got a mapping [type]"},
		{fine + "ages: [3]\n", "3:7: want a mapping here, got a list [type]"},
		{fine + "ages:\n", "3:6: want a mapping here, got nothing [type]"},
		{"name: [a]\ntail: long\nkind: 猫\n", "1:1: the key format is missing [missing-key]\n1:7: want a text here, got a list [type]\n" +
			"2:1: unknown key tail; valid: ages, format, kind, name, toys [unknown-key]\n3:7: 猫 is not a valid word here; valid: cat, dog [unknown-word]"},
	} {
		p := read(t, c.text)
		want := "p.yaml:" + strings.ReplaceAll(c.want, "\n", "\np.yaml:")
		if got := fmt.Sprint(p.Problems.Err()); got != want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, want)
		}
		for _, p := range p.Problems {
			if p.Message.ZH == p.Message.EN {
				t.Errorf("no Chinese for %s", p)
			}
		}
	}
}

// TestOtherFormat: a file that is for something else is told once, by what it says of itself.
func TestOtherFormat(t *testing.T) {
	for text, want := range map[string]string{
		`{"format": "fathom.result/1", "a": 1}`:   "p.json:1:12: the file says fathom.result/1; want fathom.pets/1 here [format]",
		`{"a": 1, "format": "fathom.pets/2"}`:     "p.json:1:20: the file says fathom.pets/2; want fathom.pets/1 here [format]",
		`{"format": "fathom.pets/1"}`:             "",
		`{"format": "pets/1"}`:                    "",
		`{"format": {"format": "fathom.pets"}}`:   "",
		`[{"format": "fathom.result/1", "a": 1}]`: "",
		`{"a": 1}`: "",
	} {
		root, _ := strictyaml.Parse("p.json", []byte(text), limits)
		var d strictyaml.Decoder
		told := ""
		if d.IsOther(root, "fathom.pets/1") {
			told = d.Problems.Error()
		}
		if told != want || len(d.Problems) > 1 {
			t.Errorf("%s: %s, want %s", text, told, want)
		}
	}
}

// TestDecoderReadsOn: what was refused is read as far as it goes, and so is all behind it.
func TestDecoderReadsOn(t *testing.T) {
	p := read(t, "kind: horse\nfalse: 1\nname: Tom\nages: [1]\ntoys: [ball, [x], rope]\n")
	if got := fmt.Sprintln(p.name, p.kind, p.toys, p.ages, len(p.Problems)); got != "Tom horse [ball rope] map[] 5\n" {
		t.Error(got)
	}
}

// TestHintsEnd: only the first problems of a file get a nearest word; a file with more of them is none that a person
// mistyped.
func TestHintsEnd(t *testing.T) {
	var text strings.Builder
	for i := range 55 {
		fmt.Fprintf(&text, "kinds%d: 1\n", i)
	}
	hinted := 0
	for _, p := range read(t, text.String()).Problems {
		if strings.Contains(p.Message.EN, "did you mean kind?") || strings.Contains(p.Message.EN, "; valid: ages,") {
			hinted++
		}
	}
	if hinted != 50 {
		t.Errorf("%d keys have a hint, want the first 50", hinted)
	}
}

// TestNumbers: a number is what people write for one; whatever else YAML takes for a number is text.
func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"3": "int float", "-3": "int float", "0": "int float", "3.5": "float", "-0.25": "float",
		"010": "", "+3": "", "3.": "", ".5": "", "1e3": "", "0x3": "", "1_000": "", `"3"`: "", "'3.5'": "", "３": "",
		".inf": "", ".nan": "", "[3]": "", "~": "",
		"99999999999": "float", "true": "bool", "yes": "", `"true"`: "",
	} {
		root, problems := strictyaml.Parse("n", []byte("n: "+text), limits)
		if problems != nil {
			t.Fatal(problems)
		}
		n := root.Fields()[0].Value
		var got []string
		if _, ok := n.Int(); ok {
			got = append(got, "int")
		}
		if _, ok := n.Float(); ok {
			got = append(got, "float")
		}
		if _, ok := n.Bool(); ok {
			got = append(got, "bool")
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// TestPlacesInChinese: a column counts characters, not bytes, as editors do.
func TestPlacesInChinese(t *testing.T) {
	p := read(t, "format: pet/1\nname: Tom\nages: {渠道: 1}\nkind: 渠\n颜色: 红\n")
	if got := p.Problems.Err().(problem.List).In("zh"); got != "p.yaml:4:7: 这里不能写 渠；可用：cat、dog [unknown-word]\np.yaml:5:1: 不认识的键 颜色；可用：ages、format、kind、name、toys [unknown-key]" {
		t.Error(got)
	}
}

// TestWalk: each value that is known comes with its key, in file order, and is read only by whoever walks.
func TestWalk(t *testing.T) {
	root, _ := strictyaml.Parse("p.yaml", []byte("b: 1\nx: 2\na: 3\n"), limits)
	var d strictyaml.Decoder
	var got []string
	keep := func(n *strictyaml.Node) { s, _ := n.Text(); got = append(got, s) }
	d.Walk(root, strictyaml.Keys{"a": keep, "b": keep}, func(key string, value *strictyaml.Node,
		read func(*strictyaml.Node)) {
		if got = append(got, key); key == "a" {
			read(value)
		}
	}, "c")
	want := "p.yaml:2:1: unknown key x; did you mean a? [unknown-key]\np.yaml:1:1: the key c is missing [missing-key]"
	if strings.Join(got, " ") != "b a 3" || d.Problems.Error() != want {
		t.Error(got, d.Problems)
	}
}
