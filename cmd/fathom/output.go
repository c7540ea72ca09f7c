package main

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"fathom/assess/answerfile/atomicfile"
	"fathom/reports/terminal"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// format is one way to write what a command computed.
type format struct {
	word    string
	write   func(io.Writer) error
	binary  bool // not for a terminal
	private bool // answers: a new file is for the user alone
	long    bool // too much to be held; its write fails where the disk does, or once a signal came

	// named writes in place of write where the name of the file matters; "" is standard output
	named func(w io.Writer, path string) error
}

// mode is that of a new file in the format.
func (f format) mode() fs.FileMode {
	if f.private {
		return atomicfile.Private
	}
	return atomicfile.Shared
}

// target is one -f: a format and where it goes; an empty path or "-" is standard output.
type target struct {
	format format
	path   string
}

// write writes the format as the name of its file wants it.
func (t target) write(w io.Writer) error {
	if t.format.named != nil {
		return t.format.named(w, t.path)
	}
	return t.format.write(w)
}

// formats is the -f flag: what a command offers and what was asked for.
type formats struct {
	asked      []string
	offered    []format
	toTerminal bool // standard output is one
}

func (a *app) formatFlag(cmd *cobra.Command, offered []format) *formats {
	f := &formats{offered: offered, toTerminal: isTerminal(a.out)}
	var words []string
	for _, o := range offered {
		words = append(words, o.word)
	}
	repeatable(cmd.Flags(), &f.asked, "format", "f",
		a.lang.Say("`FORMAT[=PATH]`, repeatable: "+strings.Join(words, ", "), "输出`格式[=路径]`，可重复："+strings.Join(words, "、")))
	a.completeFormat(cmd, offered)
	return f
}

// targets resolves what was asked for; the first offered format when nothing was.
func (f *formats) targets() ([]target, error) {
	if len(f.asked) == 0 {
		return []target{{f.offered[0], ""}}, nil
	}
	var out []target
	stdout := 0
	for _, asked := range f.asked {
		word, path, named := strings.Cut(asked, "=")
		t, ok := f.find(word)
		if !ok {
			return nil, f.unknown(word)
		}
		if named && isBlank(path) { // a script left it empty by mistake
			return nil, usage(say.Both("no file is named behind -f %s=", "-f %s= 后面没有写文件名", word),
				say.Both("-f %s alone writes to standard output", "只写 -f %s 就是写到标准输出", word))
		}
		if path == "" || path == "-" {
			if stdout++; stdout > 1 {
				return nil, usage(say.Both("two formats to standard output", "有两种格式都要写到标准输出"),
					say.Both("give all but one a file: -f %s=PATH", "只留一种，其余写到文件：-f %s=路径", word))
			}
			path = ""
		}
		if path == "" && t.binary && f.toTerminal {
			return nil, usage(say.Both("%s is not for a terminal", "%s 不能输出到终端", word), say.Both("give it a file: -f %s=PATH", "请写到文件：-f %s=路径", word))
		}
		if slices.ContainsFunc(out, func(o target) bool { return sameOutput(o.path, path) }) {
			return nil, usage(say.Both("two formats to the same file: %s", "有两种格式要写到同一个文件：%s", path), say.Message{})
		}
		out = append(out, target{t, path})
	}
	return out, nil
}

// sameOutput reports whether two formats would replace the same file. Devices and pipes take one after the other.
func sameOutput(a, b string) bool {
	return a != "" && b != "" && samePath(a, b) && !isDevice(a)
}

// samePath reports whether two paths lead to one file, which need not be there yet.
func samePath(a, b string) bool {
	fullA, errA := filepath.Abs(a)
	fullB, errB := filepath.Abs(b)
	if errA == nil && errB == nil && fullA == fullB {
		return true
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// find is the format of a word; md is short for markdown.
func (f *formats) find(word string) (format, bool) {
	if word == "md" {
		word = "markdown"
	}
	for _, o := range f.offered {
		if o.word == word {
			return o, true
		}
	}
	return format{}, false
}

func (f *formats) unknown(word string) error {
	var words []string
	for _, o := range f.offered {
		words = append(words, o.word)
	}
	unknown := say.Both("unknown format %s", "没有 %s 这种格式", word)
	if isBlank(word) {
		unknown = say.Both("no format is named", "没有写明格式")
	}
	return usageOf(unknown, word, words)
}

// emit writes every target. A file is whole or untouched; no file that was read is written over.
func (a *app) emit(targets []target) error {
	if err := a.spareAll(targets); err != nil {
		return err
	}
	for _, t := range targets {
		if t.path == "" {
			to := a.data
			if t.format.word == "terminal" {
				to = a.page
			}
			if err := to(t.write); err != nil {
				return wrapFile(err)
			}
			continue
		}
		put := a.writeFile
		if t.format.long {
			put = a.streamAll
		}
		if err := put(t.path, t.format.mode(), t.write); err != nil {
			return wrapFile(err)
		}
		a.note(say.Both("wrote %s", "已写入 %s", t.path))
	}
	return nil
}

// page writes to standard output what was made for people.
func (a *app) page(write func(io.Writer) error) error { return write(a.out) }

// data writes to standard output what was made for programs: byte for byte, but on a terminal as harmless as a page.
func (a *app) data(write func(io.Writer) error) error {
	if !isTerminal(a.out) {
		return write(a.out)
	}
	s := safe.NewScreen(a.out)
	return errors.Join(write(s), s.Close())
}

// terminalOptions fits tables to the terminal: 60 to 120 columns, 80 where nobody tells.
func (a *app) terminalOptions(w io.Writer) terminal.Options {
	width := 80
	if n, err := strconv.Atoi(a.getenv("COLUMNS")); err == nil {
		width = n
	}
	f, ok := w.(*os.File)
	isTerminal := ok && term.IsTerminal(int(f.Fd()))
	if isTerminal {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			width = n
		}
	}
	colour := isTerminal && !a.noColor && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb" && showsEscapes(f)
	wide := drawsWide(a.getenv)
	if wide {
		width -= quotes
	}
	return terminal.Options{Width: min(max(width, 60), 120), Color: colour, Plain: isOn(a.getenv("ACCESSIBLE")),
		ASCII: wide, Lang: a.lang}
}

// screenOf fits tables to where a target goes: what is kept for a file, or made for programs, is fitted to no terminal.
func (a *app) screenOf(t target) terminal.Options {
	if t.path == "" && t.format.word == "terminal" {
		return a.terminalOptions(a.out)
	}
	return a.terminalOptions(io.Discard)
}

// quotes is how many cells are left free where a terminal takes quotation marks and the like in a text for two cells.
const quotes = 4

// drawsWide reports whether the terminal is one of GNU screen that takes rules and bars for two cells wide: it does
// where the locale's language is Chinese, Japanese or Korean.
func drawsWide(getenv func(string) string) bool {
	locale := cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG"))
	return getenv("STY") != "" && slices.ContainsFunc([]string{"zh", "ja", "ko"},
		func(language string) bool { return strings.HasPrefix(locale, language) })
}
