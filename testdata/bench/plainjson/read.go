package main

import (
	"encoding/json"
	"fmt"

	"fathom/assess"
	"fathom/assess/answerfile"
)

type record struct {
	Format string
	Rubric struct{ ID, Version string }

	Subject struct {
		ID, Name, Stage, Sector string
		Tags                    map[string]string
	}
	Date    string
	Depth   string
	Answers map[string]any
}

// read decodes one line. It checks what it must know to score, far less than the answer file's reader.
func read(m *assess.Model, line []byte) (*assess.Assessment, error) {
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return nil, err
	}
	if rec.Format != answerfile.Format || rec.Rubric.ID != m.Rubric.ID || rec.Rubric.Version != m.Rubric.Version {
		return nil, fmt.Errorf("%s of rubric %s %s", rec.Format, rec.Rubric.ID, rec.Rubric.Version)
	}
	s := rec.Subject
	a := &assess.Assessment{
		Subject: assess.Subject{ID: s.ID, Name: s.Name, Stage: s.Stage, Sector: s.Sector, Tags: s.Tags},
		Date:    rec.Date, Depth: rec.Depth,
		Answers: make([]assess.Answer, m.Len()),
	}
	for id, v := range rec.Answers {
		i, ok := m.Index(id)
		if !ok {
			return nil, fmt.Errorf("no criterion %s", id)
		}
		var err error
		if a.Answers[i], err = answer(v); err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
	}
	return a, nil
}

func answer(v any) (assess.Answer, error) {
	a := assess.Answer{Given: true, State: assess.Answered}
	long, ok := v.(map[string]any)
	if !ok {
		long = map[string]any{"level": v}
	}
	a.Note, _ = long["note"].(string)
	if level, ok := long["level"].(float64); ok {
		a.Level = int(level)
		return a, nil
	}
	if reason, ok := long["na"].(string); ok {
		a.State, a.Note = assess.NotApplicable, reason
		return a, nil
	}
	switch {
	case long["unknown"] == true:
		a.State = assess.Unknown
	case long["unanswered"] == true:
		a.State = assess.Unanswered
	default:
		return a, fmt.Errorf("no answer that this peer knows: %v", v)
	}
	return a, nil
}
