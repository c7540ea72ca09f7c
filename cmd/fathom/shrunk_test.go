package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// oddAnswers writes a rubric with names longer than a line, several steps for each of many practices, and answers whose
// notes hold a link longer than a line. It returns the answers' path and the rubric's, of so many parts.
func oddAnswers(t *testing.T, many int) (answers, rubric string) {
	t.Helper()
	type object = map[string]any
	both := func(en, zh string) object { return object{"en": en, "zh": zh} }
	const tail = " for the regional dealer-development committee of North Rhine-Westphalia and the Benelux countries"
	levels := func(text string) object {
		return object{"0": both(text, "无"), "1": both(text, "有些"), "2": both(text, "全部")}
	}
	var parts, dimensions, practices []object
	given := object{}
	names := []string{"Zusammenarbeitsvereinbarungsmanagementverantwortung", "One part" + tail, "Ops",
		"Internationalisierungskoordinationsstelle"}
	for i := range many {
		name := names[i%len(names)]
		part := fmt.Sprintf("part%d", i)
		parts = append(parts, object{"id": part, "name": both(name, "与经销商共同制定并按季度复盘的联合生意计划"+part),
			"noun": both("practice", "实践")})
		dimensions = append(dimensions, object{"id": part + "-d", "part": part, "name": both(name+" dimension", "维度"+part),
			"question": both("Does it work?", "行不行？")})
		for k := range max(1, 40/many) {
			id := fmt.Sprintf("p%d-%d", i, k)
			p := object{"id": id, "dimension": part + "-d", "name": both(name+" "+id, "实践"+id),
				"intent": both("Good", "好"),
				"target": 2, "evidence": object{"en": []string{"a file"}, "zh": []string{"文件"}}, "criteria": []object{{"id": "c",
					"name": both("Criterion "+name, "标准"),
					"core": true, "levels": levels(name)}}}
			for level := 1; level <= 2; level++ {
				actions, _ := p["actions"].([]object)
				p["actions"] = append(actions, object{"to": level, "effort": "S", "days": 10,
					"owner": []string{"A", "B"}[k%2],
					"text":  both("do "+name+tail, "做"), "kpi": both("done", "完成")})
			}
			practices = append(practices, p)
			given[id+"/c"] = object{"level": (i + k) % 3, "note": "See https://example.com/" + strings.Repeat("a", 200),
				"evidence": []string{strings.Repeat("x", 120)}}
		}
	}
	dir := t.TempDir()
	write := func(name string, v object) string {
		data, err := json.Marshal(v)
		path := filepath.Join(dir, name)
		if err != nil || os.WriteFile(path, data, 0o600) != nil {
			t.Fatal(err)
		}
		return path
	}
	rubric = write("odd.json", object{"format": "fathom.rubric/1", "id": "odd", "version": "1.0.0",
		"languages": []string{"en", "zh"}, "title": both("Odd", "怪"), "parts": parts, "dimensions": dimensions,
		"practices": practices, "scales": object{"s": []object{
			{"level": 0, "value": 0, "name": both("None", "无"), "meaning": both("none", "无")},
			{"level": 1, "value": 1, "name": both("Some", "有些"), "meaning": both("some", "有些")},
			{"level": 2, "value": 2, "name": both("All", "全部"), "meaning": both("all", "全部")}}},
		"stages": []object{{"id": "now", "name": both("Now", "现在"), "meaning": both("today", "今天")}},
		"owners": object{"A": both("Vice president"+tail, "副总裁"), "B": both("Internationalisierungskoordination", "乙")}})
	return write("answers.json", object{"format": "fathom.answers/1", "date": "2026-11-20", "answers": given,
		"rubric":  object{"id": "odd", "version": "1.0.0"},
		"subject": object{"id": "s", "name": "Vertriebspartnerschaftsgesellschaftsverwaltung"}}), rubric
}

// printSizes are the least and the greatest height of the numbers of a file, which are in one font whatever the
// language, behind its first page, which may be set smaller so that it is one page.
func printSizes(t *testing.T, path string) (least, most float64) {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", "-f", "2", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range regexp.MustCompile(`yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">[0-9.]+</word>`).
		FindAllSubmatch(out, -1) {
		top, _ := strconv.ParseFloat(string(word[1]), 64)
		bottom, _ := strconv.ParseFloat(string(word[2]), 64)
		if height := bottom - top; least == 0 || height < least {
			least = height
		}
		most = max(most, bottom-top)
	}
	return least, most
}

// leastSize is the smallest print that people read, in points.
const leastSize = 7.0

// TestNotShrunk: a browser prints a whole document smaller when one word or table is wider than the paper. With long
// links, long names, dozens of parts and a plan of dozens of steps, the largest print is that of a sample, as style.css
// says, and no print is too small.
func TestNotShrunk(t *testing.T) {
	needsPrinter(t)
	henan := filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")
	few, fewRubric := oddAnswers(t, 4)
	dozens, dozensRubric := oddAnswers(t, 30)
	for _, lang := range []string{"en", "zh"} {
		for command, size := range map[string]float64{"report": 10.5, "plan": 9.5} { // the largest with a number
			var sample float64
			cases := [][]string{{henan}, {few, "--rubric", fewRubric}}
			if command == "report" && lang == "en" { // the only one with a column for each part; printed many times
				cases = append(cases, []string{dozens, "--rubric", dozensRubric})
			}
			for _, args := range cases {
				path := filepath.Join(t.TempDir(), "odd.pdf")
				var out, errs bytes.Buffer
				a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
				all := append(append([]string{command}, args...), "--lang", lang, "-f", "pdf="+path)
				if code := a.run(all); code != exitOK {
					t.Fatalf("%v: exit code %d: %s", all, code, errs.String())
				}
				least, most := printSizes(t, path)
				if sample == 0 {
					sample = most
				}
				if most < 0.99*sample || least < 0.99*sample*leastSize/size {
					t.Errorf("%v: print from %.1f to %.1f, in the sample to %.1f", all, least, most, sample)
				}
				for n, p := range measure(t, path) {
					if len(p.spill) > 0 {
						t.Errorf("%v, page %d: %v", all, n+1, p.spill)
					}
				}
			}
		}
	}
}
