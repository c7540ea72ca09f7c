package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"sync/atomic"
	"time"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/quick"
	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file imports tables of any length: row by row, twice, and straight on as lines of JSON.

// stream reads a table of CSV that lies in a file, for a mapping. False means that it is something else, which is read
// as a whole, as standard input is: it cannot be read twice.
func (c *importing) stream(path string) (bool, error) {
	info, err := os.Stat(path)
	if c.survey == nil || path == "-" || err != nil || !info.Mode().IsRegular() {
		return false, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return false, fileError(err)
	}
	c.opened = append(c.opened, f)
	c.collectAt(25) // who they are is all that stays; what comes and goes would take more than that
	c.far.size.Store(info.Size())
	st, err := form.OpenStream(shown(path), &counted{f, &c.far.read}, c.encoding, survey.FirstRows(c.mapped))
	var list problem.List
	switch {
	case errors.As(err, &list):
		c.problems.Join(list)
		return true, nil
	case err != nil:
		return false, fileError(err)
	case st == nil || !c.mapped.IsFor([]form.Cells{st.Beginning()}):
		return false, nil
	}
	c.remember(shown(path), f)
	c.survey.ReadStream(shown(path), st)
	c.tellLeft(shown(path), c.survey.Left)
	return true, nil
}

// close closes the tables.
func (c *importing) close() {
	for _, f := range c.opened {
		_ = f.Close()
	}
}

// counted counts the bytes that are read since the beginning.
type counted struct {
	io.ReadSeeker
	n *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadSeeker.Read(p)
	c.n.Add(int64(n))
	return n, err
}

func (c *counted) Seek(offset int64, whence int) (int64, error) {
	at, err := c.ReadSeeker.Seek(offset, whence)
	c.n.Store(at)
	return at, err
}

// progressing is how far an import has come.
type progressing struct {
	read, size atomic.Int64 // bytes of the present table
	written    atomic.Int64 // respondents
}

// watch shows on a terminal how far the import is, where it takes more than a second.
func (c *importing) watch() (stop func()) {
	switch {
	case c.output == "-" && isTerminal(c.out):
		return func() {}
	case c.survey == nil:
		return c.working(say.Both("reading what came back", "正在读取收回的答卷"))
	}
	return c.watching(time.Second, func(passed time.Duration) []string {
		if n := c.far.written.Load(); n > 0 {
			return []string{c.lang.Say("%s written", "已写出 %s", c.lang.Say("%[2]s", "%[1]d 份", n, say.Count(int(n), "1 respondent", "%d respondents")))}
		}
		rows := int(c.survey.Rows.Load())
		m := say.Both("%[2]s checked", "已检查 %[1]d 行", rows, say.Count(rows, "1 row", "%d rows"))
		return c.withRest(m, c.far.read.Load(), c.far.size.Load(), passed)
	})
}

// check makes what looks at everybody before anything is written: what they say must be what an answer file can say.
// The reader of lines that many take is asked first, the strict one where that declines.
func (c *importing) check(m *assess.Model) func(form.Respondent) problem.List {
	lines, reader := answerfile.NewLines(m.Rubric), quick.NewLines(quick.NewLayout(m))
	codes := make([]assess.Code, m.Len())
	var head quick.Head
	return func(r form.Respondent) problem.List {
		line, err := lines.Line(r.Assessment)
		if err == nil && len(line) <= answerfile.MaxBytes && reader.Scan(line, &head, codes) {
			return nil
		}
		if err = answerfile.Check(r.Assessment, m.Rubric); err != nil {
			return problem.List{r.Problem("answers", say.Both("%v", "%v", err))}
		}
		if len(line) > answerfile.MaxBytes { // nothing could read it
			return problem.List{tooLargeFor(r, len(line))}
		}
		return nil
	}
}

func tooLargeFor(r form.Respondent, n int) problem.Problem {
	return r.Problem("too-large", say.Both("the answers take %d bytes; the limit of an answer file is %d", "答案共 %d 字节，答卷文件的上限是 %d 字节", n, answerfile.MaxBytes))
}

// writeLines writes everybody to standard output, a line each.
func (c *importing) writeLines() error {
	if err := c.spare("", say.Message{}); err != nil {
		return err
	}
	lines := answerfile.NewLines(c.model.Rubric)
	return c.data(func(w io.Writer) error {
		out := bufio.NewWriterSize(w, 64<<10)
		write := func(place string, a *assess.Assessment) error {
			line, err := lines.Line(a)
			if err != nil {
				return failure{exitInvalid, say.Both("%s: %v", "%s：%v", place, err), say.Message{}}
			}
			c.far.written.Add(1)
			if _, err = out.Write(line); err != nil {
				return fileError(err)
			}
			return nil
		}
		for _, f := range c.files {
			if err := write(f.from, f.as); err != nil {
				return err
			}
		}
		for r, err := range c.respondents() {
			if err != nil {
				return withoutKinds(err)
			}
			if err := write(r.Place, r.Assessment); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return fileError(err)
		}
		return nil
	})
}
