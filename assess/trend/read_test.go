package trend_test

import (
	"errors"
	"fmt"
	"maps"
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/problem"
)

// answers is a file of one answer by a version of the built-in rubric.
func answers(name, version, subject, date string, more string) trend.File {
	id, _ := channelteam.Version()
	return trend.File{Name: name, Data: []byte(fmt.Sprintf(`format: fathom.answers/1
rubric: {id: %s, version: %q}
subject: {id: %s}
date: %s
%s`, id, version, subject, date, more))}
}

// rated3 answers the first criterion.
func rated3(r *rubric.Rubric) string {
	p := r.Practices[0]
	return fmt.Sprintf("answers: {%s/%s: {level: 3}}\n", p.ID, p.Criteria[0].ID)
}

// TestReadRefuses: what is wrong between the files of one subject is told in both languages, with all the rest.
func TestReadRefuses(t *testing.T) {
	builtin := channelteam.Rubric()
	own := channelteam.Rubric()
	own.From = "own.yaml"
	for _, c := range []struct {
		what   string
		r      *rubric.Rubric
		files  []trend.File
		en, zh []string
	}{
		{"dates", builtin, []trend.File{
			answers("a", "1.1.0", "s", "2026-05-02", ""),
			answers("b", "1.1.0", "s", "2026-05-01", ""),
		},
			[]string{"b: 2026-05-01 is before 2026-05-02 of the file before it; give the oldest first [date]"},
			[]string{"b: 2026-05-01 早于前一份的 2026-05-02；请把旧的放在前面 [date]"}},
		{"subject and date", builtin, []trend.File{answers("a", "1.1.0", "s", "2026-05-02", ""),
			answers("b", "1.1.0", "s", "2026-05-03", ""), answers("c", "1.1.0", "z", "2026-05-02", "")},
			[]string{"c: 2026-05-02 is before 2026-05-03 of the file before it; give the oldest first [date]", "c: the subject is z; in a it is s [differs]"},
			[]string{"c: 2026-05-02 早于前一份的 2026-05-03；请把旧的放在前面 [date]", "c: 评估对象是 z；a 里是 s [differs]"}},
		{"other firm", builtin, []trend.File{
			answers("a", "1.1.0", "s, member: Alpha", "2026-05-01", "depth: member\n"),
			answers("b", "1.1.0", "s, member: Rocket", "2026-11-01", "depth: member\n"),
			answers("c", "1.1.0", "s, name: Nord", "2026-11-02", "depth: team\n"),
		},
			[]string{"b: not the same is rated: the partner Rocket here, the partner Alpha in a [differs]",
				"c: not the same is rated: Nord here, the partner Alpha in a [differs]"},
			[]string{"b: 评的不是同一个对象：这里是“渠道成员 Rocket”，a 里是“渠道成员 Alpha” [differs]", "c: 评的不是同一个对象：这里是“Nord”，a 里是“渠道成员 Alpha” [differs]"}},
		{"newer", builtin, []trend.File{
			answers("a", "1.1.10", "s", "2026-05-01", ""),
			answers("b", "1.1.0", "s", "2026-05-01", ""),
		},
			[]string{"a: this file was made with version 1.1.10 of rubric channel-team, which is newer than the one in use, 1.1.0; give the newer one with --rubric [rubric-version]"},
			[]string{"a: 这份答卷用的是评估标准 channel-team 的 1.1.10 版，比当前用的 1.1.0 版新；请用 --rubric 给出新的那一版 [rubric-version]"}},
		{"never shipped", builtin, []trend.File{
			answers("a", "0.9", "s", "2026-05-01", ""),
			answers("b", "1.1.0", "s", "2026-05-01", ""),
		},
			[]string{"a: there is no version 0.9 of rubric channel-team; the one in use is 1.1.0, and the built-in one was shipped as 0.8, 1.1.0 [rubric-version]"},
			[]string{"a: 评估标准 channel-team 没有 0.9 版；当前用的是 1.1.0 版，内置标准发布过的版本：0.8、1.1.0 [rubric-version]"}},
		{"nobody can tell", own, []trend.File{
			answers("a", "0.9", "s", "2026-05-01", ""),
			answers("b", "1.1.0", "s", "2026-05-01", ""),
		}, nil, nil},
		{"shipped", builtin, []trend.File{
			answers("a", "0.8", "s", "2026-05-01", ""),
			answers("b", "1.1.0", "s", "2026-05-01", ""),
		}, nil, nil},
	} {
		_, err := trend.Reader{Model: assess.Compile(c.r), Shipped: []string{"0.8", "1.1.0"}}.Read(c.files)
		var list problem.List
		if errors.As(err, &list); len(list) != len(c.en) {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		for i, p := range list {
			if p.In("en") != c.en[i] || p.In("zh") != c.zh[i] {
				t.Errorf("%s: %q, %q", c.what, p.In("en"), p.In("zh"))
			}
		}
	}
}

// TestReadTexts: one answer was given under a version whose texts nobody knows; with that version's rubric at hand it
// is known, and the same text is compared, another is not.
func TestReadTexts(t *testing.T) {
	r, same, other := channelteam.Rubric(), channelteam.Rubric(), channelteam.Rubric()
	same.Version, other.Version = "0.8", "0.8"
	c := &other.Practices[0].Criteria[0]
	c.Levels = maps.Clone(c.Levels)
	c.Levels[3] = rubric.Text{"en": "another", "zh": "别的"}
	files := []trend.File{
		answers("a", "0.8", "s", "2026-05-01", rated3(r)),
		answers("b", "1.1.0", "s", "2026-06-01", rated3(r)),
	}
	for _, c := range []struct {
		what                         string
		old                          *rubric.Rubric
		changed, unchecked, compared int
		reported                     bool
	}{
		{"unknown", nil, 0, 1, 0, false},
		{"the same text", same, 0, 0, 1, true},
		{"another text", other, 1, 0, 0, true},
	} {
		rd := trend.Reader{Model: assess.Compile(r), Shipped: []string{"0.8", "1.1.0"}}
		if c.old != nil {
			rd.Old = assess.Compile(c.old)
		}
		h, err := rd.Read(files)
		if err != nil {
			t.Fatal(c.what, err)
		}
		if h.Changed != c.changed || h.Unchecked != c.unchecked || h.Criteria != c.compared ||
			h.Old.IsRemade() != c.reported || h.Old.Version != "0.8" || !h.New.IsPresent() || len(h.Series) != 2 ||
			h.Days != 31 {
			t.Errorf("%s: %d changed, %d unchecked, %d compared, old %s, %d lines",
				c.what, h.Changed, h.Unchecked, h.Criteria, h.Old.Version, len(h.Series))
		}
	}
}
