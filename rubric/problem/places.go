package problem

import (
	"strings"

	"fathom/rubric/say"
)

// Place is where something stands in a file. Line and column count from 1.
type Place struct {
	File         string
	Line, Column int
}

// Problem makes an error at the place.
func (at Place) Problem(kind string, m say.Message) Problem {
	return Problem{File: at.File, Line: at.Line, Column: at.Column, Kind: kind, Message: m}
}

// Places tells where each piece of a file was read, by its path:
// "practices/roles/criteria/overlap-control/levels/3/zh".
type Places map[string]Place

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
func (p Places) Problem(path, kind string, m say.Message) Problem {
	return p.At(path).Problem(kind, m)
}
