// Package foreign makes a rubric of what others keep their models in: lists of questions in spreadsheets and Markdown
// ("table"), libraries of CISO Assistant ("ciso"), the models of OWASP SAMM ("samm") and of DSOMM ("dsomm"), and custom
// lenses of the AWS Well-Architected Tool ("aws-lens"). And it writes a rubric as such a list, or as such a library.
//
// Nothing is guessed: what can be read in two ways is a problem with its place, which names the flag that settles it.
// And nothing is lost in silence: a [Ledger] counts every cell or value of the source, as what came over or what did
// not, so that the two together are what the source holds.
//
// The rubric is one that rubricfile reads and that lint has no error for. What a rubric must say and the source does
// not, such as what a practice is called, is said in words of ours, and counted as added.
//
// Ids come from those of the source where it has any, else from its texts, and never from where something stands: a
// newer version of the source, with a question more in its middle, keeps the others' ids. Where an id did change,
// [Import.Keep] finds the old one by the text.
package foreign

import (
	"crypto/sha256"
	"fmt"

	"fathom/rubric"
	"fathom/rubric/say"
)

// MaxBytes is how large a source may be, all its files together.
const MaxBytes = 16 << 20

// Import is a source that was read.
type Import struct {
	Rubric *rubric.Rubric
	Origin Origin
	Ledger Ledger
	Notes  []say.Message // what came over, and somebody may not want
}

// Origin is where a rubric comes from.
type Origin struct {
	File    string      // its name, without folders
	Kind    say.Message // what it is: OWASP SAMM, a table
	Title   string
	Version string // as the source says it; "" where it does not
	Licence string // the same
	By      string // who made or published it; "" where it does not say
	Digest  string // of its bytes
	Note    string // where in the file, as the name of a sheet
}

// DigestOf is the digest of the bytes of a source, file by file.
func DigestOf(files ...[]byte) string {
	sum := sha256.New()
	for _, data := range files {
		sum.Write(data)
	}
	return fmt.Sprintf("sha256:%x", sum.Sum(nil))
}

// Options are the choices of an import.
type Options struct {
	ID    string // of the rubric; "" makes one of the name of the file
	Title string
	Langs []string // the languages that come over, the first is that of what does not say; nil for all there are

	Table TableOptions
}
