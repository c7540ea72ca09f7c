package form

import (
	"encoding/xml"
	"regexp"
	"strings"
)

// styleSheet reads which styles show numbers as hundredths.
type styleSheet struct {
	noText
	w       *workbook
	percent map[string]bool // by the id of the number format
	inCells bool
}

// literal is what a number format shows as it is.
var literal = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]`)

func (s *styleSheet) open(name string, a []xml.Attr) error {
	switch {
	case name == "numFmt":
		s.percent[attribute(a, "numFmtId")] = strings.Contains(literal.ReplaceAllString(attribute(a, "formatCode"), ""),
			"%")
	case name == "cellXfs":
		s.inCells = true
	case name == "xf" && s.inCells:
		s.w.percent = append(s.w.percent, s.percent[attribute(a, "numFmtId")])
	}
	return nil
}

func (s *styleSheet) close(name string) error {
	if name == "cellXfs" {
		s.inCells = false
	}
	return nil
}
