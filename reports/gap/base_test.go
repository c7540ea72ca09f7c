package gap_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/gap"
	"fathom/reports/markdown"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// TestBase: the result and the roll-up of an overlay name what it stands on, as their schemas say, down to the built-in
// rubric; those of a whole rubric say nothing of it.
func TestBase(t *testing.T) {
	layer := func(text string) *rubricfile.Layer {
		return rubricfile.Parse(rubricfile.File{Name: "o.yaml", Data: []byte("format: fathom.rubric/1\n" + text)})
	}
	r, _, err := rubricfile.ReadLayers(rubricfile.Parse(channelteam.Files()...), layer("extends: channel-team@1.1.0\nid: one\nversion: '1.1'\n"), layer("extends: one.yaml@1.1\nid: two\nversion: '2.0'\n"))
	if err != nil {
		t.Fatal(err)
	}
	answers := []byte("format: fathom.answers/1\nrubric: {id: two, version: '2.0'}\nsubject: {id: s}\ndate: 2026-11-20\nanswers: {roles/role-definition: 3}\n")
	var buf bytes.Buffer
	if err := gap.WriteJSON(&buf, report(t, r, "a.yaml", answers, "en")); err != nil {
		t.Fatal(err)
	}
	validate(t, schema(t), buf.Bytes())
	type base struct {
		ID, Version, Digest string
		Base                *base
	}
	var doc struct{ Rubric base }
	if err := json.Unmarshal(buf.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	one := doc.Rubric.Base
	if one == nil || one.ID != "one" || one.Version != "1.1" || one.Base == nil ||
		*one.Base != (base{"channel-team", "1.1.0", channelteam.Digest(), nil}) || one.Digest == doc.Rubric.Digest {
		t.Errorf("%s", buf.String()[:min(buf.Len(), 1000)])
	}
	for lang, want := range map[say.Language]string{"en": "It is laid over", "zh": "扩展自"} {
		buf.Reset()
		if err := markdown.Write(&buf, report(t, r, "a.yaml", answers, lang).Doc()); err != nil {
			t.Fatal(err)
		}
		at := strings.Index(buf.String(), want)
		if at < 0 || !strings.Contains(buf.String()[at:], "one 1.1") || !strings.Contains(buf.String()[at:], "channel-team 1.1.0") {
			t.Errorf("%s: the report does not say what its rubric stands on", lang)
		}
	}
	buf.Reset()
	m := assess.Compile(channelteam.Rubric())
	whole := gap.New(m.Evaluate(&assess.Assessment{Subject: assess.Subject{ID: "s"},
		Answers: make([]assess.Answer, m.Len())}, assess.Options{}), channelteam.Digest(), "en")
	if err := gap.WriteJSON(&buf, whole); err != nil || bytes.Contains(buf.Bytes(), []byte(`"base"`)) {
		t.Errorf("%v: a whole rubric has a base", err)
	}
}
