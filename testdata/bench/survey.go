package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"fathom/rubric/channelteam"
)

// mappingName is the file that says what the columns of every survey here mean.
const mappingName = "mapping.yaml"

// columns is how many the survey has: who, when, a region, the questions, and some that nobody asks for.
const columns = 100

// words are what its cells say: levels as people's tools write them, and the other three states.
var words = []string{"1 - Ad hoc", "2", "3 - Defined", "4", "5", "N/A", "Don't know", ""}

// survey makes the export of a survey of n people by the built-in rubric, or finds one that an earlier group made,
// and writes the mapping that it is read by.
func (w *workshop) survey(n int, seed uint64) (data, error) {
	d := data{path: filepath.Join(w.dir, fmt.Sprintf("survey-%d-%d.csv", n, seed)), n: n}
	ids := channelteam.Rubric().CriterionIDs()
	if err := os.WriteFile(filepath.Join(w.dir, mappingName), []byte(mapping(ids)), 0o600); err != nil {
		return d, err
	}
	if _, err := os.Stat(d.path); err != nil {
		if err := writeSurvey(d, ids, seed); err != nil {
			return d, err
		}
	}
	info, err := os.Stat(d.path)
	if err == nil {
		d.bytes = info.Size()
	}
	return d, err
}

func mapping(ids []string) string {
	var b strings.Builder
	b.WriteString("format: fathom.mapping/1\nset: {subject: Nord}\nrespondent: {column: Who, prefix: r}\n")
	b.WriteString("labels: {N/A: na, Don't know: unknown}\nreason: not applicable (survey)\ncolumns:\n")
	b.WriteString("  When: date\n  Region: tag:region\n")
	for i, id := range ids {
		fmt.Fprintf(&b, "  Q%d: %s\n", i+1, id)
	}
	return b.String()
}

func writeSurvey(d data, ids []string, seed uint64) error {
	f, err := os.Create(d.path + ".part")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	random := rand.New(rand.NewPCG(seed, 19))
	fmt.Fprint(out, "Who,When,Region")
	for i := range ids {
		fmt.Fprintf(out, ",Q%d", i+1)
	}
	for i := 3 + len(ids); i < columns; i++ {
		fmt.Fprintf(out, ",Extra %d", i)
	}
	for n := range d.n {
		fmt.Fprintf(out, "\n%d,2026-11-%02d,%s", 100_000+n, n%28+1, []string{"North", "South"}[n%2])
		for range ids {
			fmt.Fprint(out, ",", words[random.IntN(len(words))])
		}
		for i := 3 + len(ids); i < columns; i++ {
			fmt.Fprintf(out, `,"some, remark %d"`, n)
		}
	}
	if err := out.Flush(); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(d.path+".part", d.path)
}
