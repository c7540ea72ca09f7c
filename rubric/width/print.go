package width

// How wide printed text is, for each point of its size. A font that is not installed is replaced by another, so these
// are of the wider fonts: what fits by them fits in others, too.
const (
	hanWidth   = 1.0
	latinWidth = 0.55
	between    = 0.2 // what programs put between Chinese characters and others
)

// Printed is how wide a text is in one line of print, for each point of its size.
func Printed(text string) float64 {
	sum, wasWide := 0.0, false
	for i, c := range []rune(text) {
		isWide := Of(string(c)) == 2
		if isWide {
			sum += hanWidth
		} else {
			sum += latinWidth
		}
		if i > 0 && isWide != wasWide {
			sum += between
		}
		wasWide = isWide
	}
	return sum
}
