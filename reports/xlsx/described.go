package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/reports/doc"
	"fathom/rubric/aloud"
	"fathom/rubric/say"
)

// mostNamed is how many rows of a chart are named: of more, somebody who hears it is told the first and the last.
const mostNamed = 12

// described is a chart for those who cannot see it: what kind it is, and what it draws of which rows. It has no
// numbers: they stand in the table above, and a chart follows them when somebody changes the workbook.
func (b *book) described(s doc.Sheet, kind excelize.ChartType) string {
	kinds := map[excelize.ChartType]string{
		excelize.Radar:             b.lang.Say("Radar chart", "雷达图"),
		excelize.Bar:               b.lang.Say("Bar chart", "条形图"),
		excelize.BarPercentStacked: b.lang.Say("Stacked bar chart", "堆叠条形图"),
		excelize.Col:               b.lang.Say("Histogram", "直方图")}
	var series, names []string
	for _, column := range s.Chart.Series {
		series = append(series, s.Columns[column].Title)
	}
	for _, row := range s.Rows[s.Chart.From:s.Chart.To] {
		names = append(names, row[s.Chart.Name].Text)
	}
	rows, n := b.lang.Say("Rows: %s.", "各行：%s。", strings.Join(names, b.lang.Say("; ", "；"))), len(names)
	if n > mostNamed {
		rows = b.lang.Say("%[2]s: the first is %[3]s, the last is %[4]s.",
			"共 %[1]d 行：第一行是%[3]s，最后一行是%[4]s。", n, say.Count(n, "1 row", "%d rows"), names[0], names[n-1])
	}
	text := b.lang.Say("%s: %s. Drawn: %s. %s The numbers stand in the table above.", "%s：%s。画的是%s。%s数字见上面的表。",
		kinds[kind], s.Chart.Title, b.lang.List(series), rows)
	return b.clean(aloud.Text(b.lang, text))
}
