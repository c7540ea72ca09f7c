package rubric

import (
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Place is where something stands in a file. Line and column count from 1.
type Place struct {
	File         string
	Line, Column int
}

// Places tells where each piece of a rubric was read, by its path: "practices/roles/criteria/overlap-control/levels/3/zh".
type Places map[string]Place

func (p Places) put(path string, n *strictyaml.Node) {
	p[path] = Place{n.File(), n.Line(), n.Column()}
}

// At returns the place of a path, or of the nearest thing above it that has one.
func (p Places) At(path string) Place {
	for {
		if at, ok := p[path]; ok || path == "" {
			return at
		}
		path = path[:max(strings.LastIndexByte(path, '/'), 0)]
	}
}

// Problem makes an error at the place of a path.
func (p Places) Problem(path, kind string, m say.Message) problem.Problem {
	at := p.At(path)
	return problem.Problem{File: at.File, Line: at.Line, Column: at.Column, Kind: kind, Message: m}
}
