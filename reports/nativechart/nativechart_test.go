package nativechart_test

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/reports/nativechart"
	"fathom/reports/number"
	"fathom/rubric/ooxml"
	"fathom/rubric/say"
)

// chart has three names, one of them without a score, and texts that a workbook might take for something else.
func chart(kind nativechart.Kind, lang say.Language) *nativechart.Chart {
	return &nativechart.Chart{Kind: kind, Lang: lang, Title: "T", Head: "What", Min: 1, Max: 5, Decimals: 1,
		Names: []string{"=1+1", "B_x0041_ <&>", "乙\u202e"},
		Series: []nativechart.Series{
			{Name: "Score", Colour: "accent1", Values: []number.Value{assess.Some(2.3), {}, assess.Some(4.0)}},
			{Name: "Target", Colour: "accent2",
				Values: []number.Value{assess.Some(3.0), assess.Some(3.5), assess.Some(4.0)}},
		}}
}

// ref is what a chart draws from: where it stands in the workbook, and what the chart keeps of it.
type ref struct {
	Cells  string `xml:"f"`
	Points []struct {
		At    int    `xml:"idx,attr"`
		Value string `xml:"v"`
	} `xml:"strCache>pt"`
	Numbers []struct {
		At    int    `xml:"idx,attr"`
		Value string `xml:"v"`
	} `xml:"numCache>pt"`
}

type drawn struct {
	Radar []series `xml:"chart>plotArea>radarChart>ser"`
	Bars  []series `xml:"chart>plotArea>barChart>ser"`
}

type series struct {
	Name   ref `xml:"tx>strRef"`
	Names  ref `xml:"cat>strRef"`
	Values ref `xml:"val>numRef"`
}

// TestWorkbookIsCache: each cell of the workbook is what the chart keeps of it, to the last digit, and an empty cell is
// a point that is not there.
func TestWorkbookIsCache(t *testing.T) {
	for _, kind := range []nativechart.Kind{nativechart.Bars, nativechart.Radar} {
		for _, lang := range []say.Language{"en", "zh"} {
			p := ooxml.NewPackage()
			part, err := chart(kind, lang).Add(p, "ppt")
			if err != nil {
				t.Fatal(err)
			}
			var d drawn
			if err := xml.Unmarshal(part.Data, &d); err != nil {
				t.Fatal(err)
			}
			all := slices.Concat(d.Radar, d.Bars)
			if len(all) != 2 || (kind == nativechart.Radar) != (len(d.Radar) == 2) {
				t.Fatalf("%d series", len(all))
			}
			f, err := excelize.OpenReader(bytes.NewReader(p.Find(part.Relations[0].Target).Data))
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range all {
				same(t, f, s.Name, 1)
				same(t, f, s.Names, 3)
				same(t, f, s.Values, 3)
			}
			if got := all[0].Names.Points[2].Value; got != "乙<U+202E>" {
				t.Errorf("a name is %q", got)
			}
			if n := len(all[0].Values.Numbers); n != 2 {
				t.Errorf("%d values of a series that has 2", n)
			}
		}
	}
}

// same compares the cells of a reference, so many of them, with what a chart keeps.
func same(t *testing.T, f *excelize.File, r ref, n int) {
	t.Helper()
	sheet, cells, _ := strings.Cut(strings.NewReplacer("$", "", "'", "").Replace(r.Cells), "!")
	from, to, _ := strings.Cut(cells, ":")
	column, first, err := excelize.SplitCellName(from)
	if err != nil {
		t.Fatal(err)
	}
	if _, last, err := excelize.SplitCellName(to); err == nil && last-first+1 != n {
		t.Errorf("%s: want %d cells", r.Cells, n)
	}
	kept := map[int]string{}
	for _, p := range append(r.Points, r.Numbers...) {
		kept[p.At] = p.Value
	}
	for i := range n {
		got, err := f.GetCellValue(sheet, column+strconv.Itoa(first+i), excelize.Options{RawCellValue: true})
		if err != nil || got != kept[i] {
			t.Errorf("%s, cell %d: %q, the chart has %q (%v)", r.Cells, i, got, kept[i], err)
		}
	}
}
