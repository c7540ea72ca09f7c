package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestBothLanguages holds every text in two languages against the arguments that are printed into it, in each language:
// go vet sees the last format of a call only. An argument is left out by naming the others: "%[1]s of %[3]d".
//
// A function of two texts is one with neighbouring parameters en and zh; with args ...any behind them it prints,
// without it picks one, and fmt.Sprintf may print into what it picked.
func TestBothLanguages(t *testing.T) {
	t.Parallel()
	exports := exportsOf(t)
	calls := 0
	unused, seen := maps.Clone(unseen), map[string]bool{}
	for _, dir := range packages(t) {
		if exports["fathom/"+dir] == "" { // a program of the test data, which speaks to nobody
			continue
		}
		w := newWords(exports)
		var files []*ast.File
		paths, _ := filepath.Glob(filepath.Join(root, dir, "*.go"))
		for _, path := range paths {
			// what another system builds is checked there
			here, err := build.Default.MatchFile(filepath.Dir(path), filepath.Base(path))
			if err != nil {
				t.Fatal(err)
			}
			if !here || strings.HasSuffix(path, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(w.fset, path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		for _, p := range w.check("fathom/"+dir, files) {
			t.Error(p)
		}
		for _, format := range w.unseen {
			if key := dir + ": " + format; unseen[key] == "" {
				t.Errorf("%s: this format is neither written nor picked where it is printed, so that nothing can check it", key)
			} else {
				delete(unused, key)
			}
		}
		calls += w.calls
		for format := range w.seen {
			seen[format] = true
		}
	}
	for key := range unused {
		t.Errorf("%s is not there any more", key)
	}
	for format := range neverOne {
		if !seen[format] {
			t.Errorf("no count stands before a plural in %q any more", format)
		}
	}
	if calls < 1000 {
		t.Errorf("only %d calls in two languages found: are the parameters not called en and zh any more?", calls)
	}
}

// unseen are the formats that this test cannot see, and why they are right.
var unseen = map[string]string{
	"reports/handbook: e":                   "rule hands its own texts to a function of its own, one argument each",
	"reports/handbook: z":                   "as e",
	"reports/number: many":                  "counting's own text, which is checked where it is called",
	"rubric/say: many":                      "Count's own text, likewise",
	"rubric/say: fmt.FormatString(f, verb)": "a number is written by the verb that it was asked for",
	`reports/rubricdiff: "Files that name " + k.en + " are refused until that word is changed in them."`: "k has three texts of one argument each, written in the line above",
	`reports/rubricdiff: "写着" + k.zh + " 的答卷会被拒收，须先在文件里改掉。"`:                                             "as k.en",
	"rubric/starter: question().in(lang)": "in the language of the rubric, which is not that of the reader; TestWrite prints it in both",
	"rubric/starter: pair{…}.in(lang)":    "as question",
}

// exportsOf builds all packages and tells where their types are.
func exportsOf(t *testing.T) map[string]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", "./...")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	exports := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		path, file, _ := strings.Cut(line, "\t")
		exports[path] = file
	}
	return exports
}

// words checks the texts of one package.
type words struct {
	fset   *token.FileSet
	config types.Config
	info   types.Info

	calls    int
	printed  map[*ast.CallExpr]bool // what was picked and is printed into: checked there
	seen     map[string]bool        // formats with a count before a plural
	unseen   []string               // formats that are not written where they are used
	problems []string
}

func newWords(exports map[string]string) *words {
	w := &words{fset: token.NewFileSet(), info: types.Info{Types: map[ast.Expr]types.TypeAndValue{}},
		printed: map[*ast.CallExpr]bool{}, seen: map[string]bool{}}
	w.config = types.Config{FakeImportC: true, Error: func(err error) { w.problems = append(w.problems, err.Error()) }}
	w.config.Importer = importer.ForCompiler(w.fset, "gc", func(path string) (io.ReadCloser,
		error) {
		return os.Open(exports[path])
	})
	return w
}

// check returns what is wrong in the files of a package, with their places.
func (w *words) check(path string, files []*ast.File) []string {
	_, _ = w.config.Check(path, w.fset, files, &w.info) // its errors are among the problems
	for _, visit := range []func(*ast.CallExpr){w.print, w.say, w.count} {
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					visit(call)
				}
				return true
			})
		}
	}
	return w.problems
}

func (w *words) fault(at ast.Node, format string, args ...any) {
	w.problems = append(w.problems, w.fset.Position(at.Pos()).String()+": "+fmt.Sprintf(format, args...))
}

// formatAt is where fmt's functions have their format.
var formatAt = map[string]int{"Sprintf": 0, "Printf": 0, "Errorf": 0, "Fprintf": 1, "Appendf": 1}

// print checks what package fmt prints into a text that was picked. A format that is a constant is go vet's.
func (w *words) print(call *ast.CallExpr) {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	at, prints := formatAt[fun.Sel.Name]
	if x, ok := fun.X.(*ast.Ident); !prints || !ok || x.Name != "fmt" || call.Ellipsis.IsValid() {
		return
	}
	if w.info.Types[call.Args[at]].Value != nil {
		w.numbers(call.Args[at], call.Args[at+1:])
		return
	}
	inner, ok := ast.Unparen(call.Args[at]).(*ast.CallExpr)
	if !ok {
		w.unseen = append(w.unseen, types.ExprString(call.Args[at]))
		return
	}
	texts, args := w.texts(inner)
	if texts == nil || args != nil {
		w.unseen = append(w.unseen, types.ExprString(call.Args[at]))
		return
	}
	w.printed[inner] = true
	w.both(inner, texts, call.Args[at+1:], true)
}

// say checks a call of a function of two texts.
func (w *words) say(call *ast.CallExpr) {
	texts, args := w.texts(call)
	if texts == nil || w.printed[call] || call.Ellipsis.IsValid() {
		return
	}
	w.both(call, texts, args, len(args) > 0)
}

// texts are the two texts of a call, nil when its function takes none, and what is to be printed into them.
func (w *words) texts(call *ast.CallExpr) (texts, args []ast.Expr) {
	sig, ok := types.Unalias(w.info.Types[call.Fun].Type).(*types.Signature)
	if !ok || w.info.Types[call.Fun].IsType() {
		return nil, nil
	}
	for i := 0; i+1 < sig.Params().Len(); i++ {
		if sig.Params().At(i).Name() == "en" && sig.Params().At(i+1).Name() == "zh" && len(call.Args) >= i+2 {
			if sig.Variadic() && i+3 == sig.Params().Len() {
				args = call.Args[i+2:]
			}
			return call.Args[i : i+2], args
		}
	}
	return nil, nil
}

func (w *words) typesOf(args []ast.Expr) []types.Type {
	out := make([]types.Type, len(args))
	for i, a := range args {
		out[i] = w.info.Types[a].Type
	}
	return out
}

// both checks the two texts of a call. What is not printed into is a text as it stands.
func (w *words) both(call *ast.CallExpr, texts, args []ast.Expr, isFormat bool) {
	w.calls++
	w.numbers(texts[0], args)
	for i, lang := range []string{"English", "Chinese"} {
		value := w.info.Types[texts[i]].Value
		switch {
		case value == nil || value.Kind() != constant.String:
			if isFormat {
				w.unseen = append(w.unseen, types.ExprString(texts[i]))
			}
		case isFormat:
			for _, p := range misprints(constant.StringVal(value), w.typesOf(args)) {
				w.fault(texts[i], "%s: %s: %q", lang, p, constant.StringVal(value))
			}
		case leftOver.MatchString(constant.StringVal(value)):
			w.fault(texts[i], "%s: nothing is printed into %q", lang, constant.StringVal(value))
		}
	}
}

// verb is one place of a format: flags, width, precision, which argument, and how it is printed.
var verb = regexp.MustCompile(`%[#+\-0 ]*(?:\d+|(\*))?(?:\.(?:\d+|(\*)))?(?:\[(\d+)\])?([a-zA-Z%])`)

// leftOver is a place in a text that nothing is printed into; "5% off" is none.
var leftOver = regexp.MustCompile(`%[#+\-0]*(?:\d+|\*)?(?:\.\d+)?(?:\[\d+\])?[a-zA-Z%]`)

// misprints are the faults of one format.
func misprints(format string, args []types.Type) (faults []string) {
	next, named, used := 0, false, 0
	take := func(v string) {
		if next++; next > len(args) {
			faults = append(faults, fmt.Sprintf("there is no argument %d", next))
		} else if !fits(v, args[next-1]) {
			faults = append(faults, fmt.Sprintf("%%%s does not print argument %d, of type %s", v, next, args[next-1]))
		}
		used = max(used, next)
	}
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		for _, star := range m[1:3] {
			if star != "" {
				take("d")
			}
		}
		if m[4] == "%" {
			continue
		}
		if n, err := strconv.Atoi(m[3]); err == nil {
			next, named = n-1, true
		}
		take(m[4])
	}
	if rest := verb.ReplaceAllString(format, ""); strings.Contains(rest, "%") {
		faults = append(faults, "a % that prints nothing")
	}
	if used < len(args) && !named {
		faults = append(faults, fmt.Sprintf("argument %d is not printed; name those that are, as in %%[1]s", used+1))
	}
	return faults
}

var asText = types.NewInterfaceType([]*types.Func{types.NewFunc(token.NoPos, nil, "String", textOnly)}, nil).Complete()
var asError = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
var textOnly = types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewParam(token.NoPos, nil, "",
	types.Typ[types.String])), false)

// kinds are what the verbs print.
var kinds = map[string]types.BasicInfo{
	"d": types.IsInteger, "b": types.IsInteger, "o": types.IsInteger, "c": types.IsInteger, "U": types.IsInteger,
	"t": types.IsBoolean,
	"s": types.IsString, "q": types.IsString | types.IsInteger, "x": types.IsString | types.IsInteger,
	"f": types.IsFloat, "g": types.IsFloat, "e": types.IsFloat,
}

// fits reports whether a verb prints a type as it is meant. Of an interface that is not known before it runs.
func fits(v string, t types.Type) bool {
	kind, known := kinds[v]
	isText := kind&types.IsString != 0
	if v == "v" || known && isText && (types.Implements(t, asText) || types.Implements(t, asError)) {
		return true
	}
	if isText && t.String() == "fathom/rubric/say.Message" { // say.Both puts it in as text, in either language
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return known && u.Info()&kind != 0
	case *types.Interface:
		return known
	case *types.Slice:
		return known && fits(v, u.Elem()) || isText && types.Identical(u.Elem().Underlying(), types.Typ[types.Byte])
	}
	return false
}

// TestWordsAreChecked: a wrong verb is found in either language and in each idiom, and nothing else is.
func TestWordsAreChecked(t *testing.T) {
	exports := exportsOf(t)
	for body, want := range map[string]string{
		`say("%d of %s", "共 %[2]s，已 %[1]d", 1, "x")`:           "",
		`say("%d of %s", "共 %s", 1, "x")`:                      `Chinese: %s does not print argument 1`,
		`say("%d of %s", "已 %d", 1, "x")`:                      `Chinese: argument 2 is not printed`,
		`say("%s of %s", "%d，%s", 1, "x")`:                     `English: %s does not print argument 1, of type int`,
		`say("%d", "%[1]d，%[2]s", 1, "x")`:                     `English: argument 2 is not printed`,
		`say("%d %d", "%d", 1)`:                                `English: there is no argument 2`,
		`say("%[3]d", "%d", 1)`:                                `English: there is no argument 3`,
		`say("%d", "%f", 1)`:                                   `Chinese: %f does not print argument 1`,
		`say("%.1f %5.2f", "%.1f %g", 1.5, 2.5)`:               "",
		`say("%*d", "%*d", 3, 1)`:                              "",
		`say("%*d", "%d", 3, 1)`:                               `Chinese: argument 2 is not printed`,
		`say("100 % of %d", "%d", 1)`:                          `English: there is no argument 2`,
		`say("100%% of %d", "%d%%", 1)`:                        "",
		`say("%d: 100%", "%d", 1)`:                             "English: a % that prints nothing",
		`say("100% or so: %d", "%d", 1)`:                       "English: there is no argument 2",
		`say("%s %v %q", "%s %v %q", err, err, []string{"x"})`: "",
		`say("plain, 5% off", "打九五折")`:                         "",
		`say("%d left", "剩 %s")`:                               `English: nothing is printed into`,
		`say("left", "剩 %s")`:                                  `Chinese: nothing is printed into`,
		`b.t("left", "剩 %s")`:                                  `Chinese: nothing is printed into`,
		`fmt.Sprintf(b.t("%d left", "剩 %d"), 1)`:               "",
		`fmt.Sprintf(b.t("%d left", "剩 %s"), 1)`:               `Chinese: %s does not print argument 1`,
		`fmt.Sprintf(b.t("%s left", "剩 %d"), 1)`:               `English: %s does not print argument 1`,
		`fmt.Fprintf(nil, b.t("%d", "剩"), 1)`:                  `Chinese: argument 1 is not printed`,
		`fmt.Sprintf(format, 1)`:                               "format",
		`say(format, "%d", 1)`:                                 "format",
		`picked("%d", "%d")`:                                   "nothing is printed into",
		`at("x", "%d", "剩 %s", 1)`:                             `Chinese: %s does not print argument 1`,

		`say("%d answers missing", "缺 %d 个答案", n)`:                 `English: " answers" reads wrong of one`,
		`say("%[1]d of %[2]d criteria", "%d/%d", 1, n)`:            `English: " criteria" reads wrong of one`,
		`say("%d of %d answers", "%d/%d", n, 9)`:                   "",
		`say("%d more files", "另有 %d 个", n)`:                       `English: " more files" reads wrong of one`,
		`say("%d are open", "剩 %d", n)`:                            `English: " are" reads wrong of one`,
		`say("%d is open, level %d has them", "%d，%d", n, n)`:      "",
		`say("fewer than %d people", "少于 %d 人", n)`:                "",
		`say("%s raters", "%s 人", number.Count(n))`:                `English: " raters" reads wrong of one`,
		`say("%s raters", "%s 人", "all")`:                          "",
		`say("%d rater(s)", "%d 人", n)`:                            `English: one or many, not both`,
		`fmt.Sprintf(b.t("%d days", "%d 天"), n)`:                   `English: " days" reads wrong of one`,
		`fmt.Errorf("%d days", n)`:                                 `English: " days" reads wrong of one`,
		`say("%[2]s", "%[1]d 天", n, Count(n, "1 day", "%d days"))`: "",
		`_ = Count(n, "%d day", "%d days")`:                        `nothing is printed into "%d day"`,
		`_ = Count(n, "1 day", "days")`:                            `the number is printed once into "days"`,
		`_ = Count(n, "1 day", "%d or %d days")`:                   `the number is printed once into`,
		`_ = Count(n, "1 day", "%s days")`:                         `as %d`,
		`_ = Counting(9, "1 day", "%d days")`:                      `as %s`,
		`_ = Count(n, "1 day", format)`:                            "format",
	} {
		src := `package p
import "fmt"
type box struct{}
func (box) t(en, zh string) string { return en }
func say(en, zh string, args ...any) string { return fmt.Sprintf(box{}.t(en, zh), args...) }
func at(path, en, zh string, args ...any) { say(en, zh, args...) }
func Count(n int, one, many string) string { return one }
func Counting(n int64, one, many string) string { return one }
type printer struct{}
func (printer) Count(n int) string { return "" }
var number printer
func _(b box, err error, format string, n int) {
	picked := func(en, zh string) string { return zh }
	_ = picked("", "")
	` + body + "\n}\n"
		w := newWords(exports)
		f, err := parser.ParseFile(w.fset, "p.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := w.check("p", []*ast.File{f})
		got = append(got, w.unseen...)
		if want == "" && len(got) > 0 || want != "" && !slices.ContainsFunc(got,
			func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}
