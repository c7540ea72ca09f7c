package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// element is one XML element as it was read.
type element struct {
	name     string
	attrs    map[string]string
	children []*element
}

// shape is what the published schemas of JUnit's XML allow an element: Ant's demands most attributes and an order,
// Jenkins's refuse attributes of a skipped test and of the root. What fits this fits all of them.
type shape struct {
	attrs    map[string]string // by name, the pattern of its value; all are required
	children []string          // in this order; * may repeat, ? may be missing
}

func shapes() map[string]shape {
	const number, token = `[0-9]+`, `\S.*`
	return map[string]shape{
		"testsuites": {nil, []string{"testsuite*"}},
		"testsuite": {map[string]string{"id": number, "package": token, "name": token,
			"timestamp": `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d`, "hostname": token,
			"tests": number, "failures": number, "errors": number, "skipped": number, "time": `[0-9]+(\.[0-9]+)?`},
			[]string{"properties", "testcase*", "system-out", "system-err"}},
		"properties": {nil, []string{"property", "property*"}},
		"property":   {map[string]string{"name": token, "value": `.*`}, nil},
		"testcase": {map[string]string{"classname": token, "name": token, "time": `[0-9]+(\.[0-9]+)?`},
			[]string{"skipped?", "failure?"}},
		"failure": {map[string]string{"message": token, "type": token}, nil},
		"skipped": {nil, nil}, "system-out": {nil, nil}, "system-err": {nil, nil},
	}
}

// suite is what a JUnit file says: of each case "" when it passed, "skipped", or the type of its failure.
type suite struct {
	name  string
	cases map[string]string
}

// junitOf reads JUnit XML and checks everything about it: that it is XML, its shape, its counts, that names are unique
// and, where a schema and xmllint are there, the schema.
func junitOf(t *testing.T, data []byte) []suite {
	t.Helper()
	top := readXML(t, data)
	if top.name != "testsuites" {
		t.Fatalf("the root is %s", top.name)
	}
	for _, fault := range misshapen(top) {
		t.Error(fault)
	}
	validateJUnit(t, data)
	var out []suite
	seen := map[string]bool{}
	for i, s := range top.children {
		if s.attrs["id"] != strconv.Itoa(i) {
			t.Errorf("suite %d has the id %s", i, s.attrs["id"])
		}
		one, count := suite{s.attrs["name"], map[string]string{}}, map[string]int{}
		for _, c := range s.children {
			if c.name != "testcase" {
				continue
			}
			count["tests"]++
			id := c.attrs["classname"] + "\n" + c.attrs["name"]
			if seen[id] {
				t.Errorf("two cases %s", id)
			}
			seen[id] = true
			one.cases[c.attrs["name"]] = ""
			for _, end := range c.children {
				one.cases[c.attrs["name"]] = end.name
				count[map[string]string{"failure": "failures", "skipped": "skipped"}[end.name]]++
				if end.name == "failure" {
					one.cases[c.attrs["name"]] = end.attrs["type"]
				}
			}
		}
		for _, key := range []string{"tests", "failures", "errors", "skipped"} {
			if s.attrs[key] != strconv.Itoa(count[key]) {
				t.Errorf("suite %s counts %s %s, has %d", one.name, s.attrs[key], key, count[key])
			}
		}
		out = append(out, one)
	}
	return out
}

func readXML(t *testing.T, data []byte) *element {
	t.Helper()
	top := &element{}
	open := []*element{top}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%s", err, data)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attrs: map[string]string{}}
			for _, a := range x.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			last := open[len(open)-1]
			last.children, open = append(last.children, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
	if len(top.children) != 1 {
		t.Fatalf("%d roots", len(top.children))
	}
	return top.children[0]
}

// misshapen lists what an element and those below it have or lack against the shape.
func misshapen(e *element) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, e.name+fmt.Sprintf(format, args...)) }
	s, ok := shapes()[e.name]
	if !ok {
		fault(" is unknown")
	}
	for name, value := range e.attrs {
		if pattern, ok := s.attrs[name]; !ok || !regexp.MustCompile(`^(?s:`+pattern+`)$`).MatchString(value) {
			fault(" has the attribute %s=%q", name, value)
		}
	}
	for name := range s.attrs {
		if _, ok := e.attrs[name]; !ok {
			fault(" lacks the attribute %s", name)
		}
	}
	left := e.children
	for _, want := range s.children {
		name := strings.TrimRight(want, "*?")
		n := 0
		for n < len(left) && left[n].name == name && (n == 0 || strings.HasSuffix(want, "*")) {
			n++
		}
		if n == 0 && want == name {
			fault(" lacks %s", name)
		}
		left = left[n:]
	}
	if len(left) > 0 {
		fault(" has %s where it may not stand", left[0].name)
	}
	for _, c := range e.children {
		faults = append(faults, misshapen(c)...)
	}
	return faults
}

// validateJUnit runs xmllint with the published schemas that are there.
func validateJUnit(t *testing.T, data []byte) {
	t.Helper()
	lint, err := exec.LookPath("xmllint")
	if err != nil || os.Getenv("FATHOM_SCHEMAS") == "" {
		return
	}
	all, err := filepath.Glob(filepath.Join(os.Getenv("FATHOM_SCHEMAS"), "*.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	for _, schema := range all {
		cmd := exec.Command(lint, "--noout", "--nonet", "--schema", schema, "-")
		cmd.Stdin = bytes.NewReader(data)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%.2000s", filepath.Base(schema), err, out)
		}
	}
}

// TestJUnitShape: the check of the shape refuses what the schemas refuse.
func TestJUnitShape(t *testing.T) {
	got := checkAll(t, filepath.Join(root, "rubric/channelteam/samples/startup-self.yaml"), "--floors", "--min-overall",
		"3")
	for old, bad := range map[string]string{
		`<testsuites>`:                      `<testsuites skipped="1">`,
		` hostname="localhost"`:             ``,
		`T00:00:00"`:                        `"`,
		`<skipped>`:                         `<skipped message="x">`,
		`<system-err></system-err>`:         ``,
		`<system-out></system-out>`:         `<testcase classname="a" name="b" time="0"></testcase><system-out></system-out><testcase classname="a" name="c" time="0"></testcase>`,
		`<failure message=`:                 `<failure file="x" message=`,
		`name="min-score overall" time="0"`: `name="min-score overall" time="0" line="3"`,
	} {
		if !strings.Contains(got.junit, old) {
			t.Errorf("no %s in\n%.1500s", old, got.junit)
		}
		if misshapen(readXML(t, []byte(strings.Replace(got.junit, old, bad, 1)))) == nil {
			t.Errorf("%s for %s passes", bad, old)
		}
	}
}
