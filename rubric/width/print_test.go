package width

import "testing"

// TestPrinted: what is printed has room, also in capitals, signs and other alphabets. The widths are those of DejaVu
// Sans, the widest of the usual fonts, from its table of advances.
func TestPrinted(t *testing.T) {
	for text, wide := range map[string]float64{
		"Each criterion is rated on its scale": 16.99,
		"Market information & analysis":        15.04,
		"ACME INDUSTRIAL SYSTEMS GROUP":        18.06,
		"TOTAL REVENUE (FY2026): 45% PLN":      18.25,
		"WMWM":                                 3.7,
		"<U+202E><U+001B>":                     11.63,
		"100% >= 45%":                          7.39,
		"Ввод данных партнёров":                12.8,
		"渠道团队":                                 4,
	} {
		if got := Printed(text); got < wide || got > 1.25*wide {
			t.Errorf("%s: %.2f wide, is %.2f", text, got, wide)
		}
	}
}
