package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// This file holds the English texts against a count of one: "1 answers missing". A count stands in a text as what
// [say.Count] makes of it, or before a word that is the same for one and for many; TestBothLanguages finds any other.

// neverOne are the texts that hold a count before a plural and yet read right, since the count is never 1.
var neverOne = map[string]string{
	"the tag's name has %d characters; the limit is %d": "the limit is far above one",
	"%d raters; the limit is %d":                        "the limit is far above one",
	"the text has %d characters; the limit is %d":       "the limit is far above one",
	"%d raters; a panel has at most %d":                 "the limit is far above one",
	"%d practices; the limit is %d":                     "the limit is far above one",
	"%d tests; the limit is %d":                         "the limit is far above one",
	"the %[2]s text of level %[1]d has %[3]d characters; up to %[4]d can be compared: shorten it, or make two criteria of it": "the limit is far above one",
	"the %[2]s text of level %[1]d has %[3]d words; up to %[4]d can be compared: shorten it, or make two criteria of it":      "the limit is far above one",
	"the answers take %d bytes; the limit of an answer file is %d":                                                            "the limit is far above one",
	"%d keys in one object; the limit is %d":                                                                                  "the limit is far above one",
	"%d keys in one mapping; the limit is %d":                                                                                 "the limit is far above one",
	"let the earlier panel stand, or wait until at least %d raters have come after it":                                        "a smallest group is two or more",
	"html, pdf, docx, xlsx and pptx show one subject; %d files are given":                                                     "one file is not refused",
	"--baseline is for one answer file; %d are given":                                                                         "one file is not refused",
	"wrote %d files to %s; use them with --rubric %[2]s":                                                                      "a file a part at least, and two besides",
	`%d answers missing, %d of them "don't know"`:                                                                             "one has a text of its own",
	"Over the %s subjects that have both scores.":                                                                             "one has a text of its own",
	"%s subjects score %s%s on average":                                                                                       "one has a text of its own",
	"%s gave the same level %d times in a row.":                                                                               "six in a row or more",
	"%s rates %s levels above the others, over %d criteria%s.":                                                                "eight criteria or more",
	"%s rates %s levels below the others, over %d criteria%s.":                                                                "eight criteria or more",
	"The criteria are rated on %d scales. Levels of different scales cannot be put together, so each scale has coefficients of its own, and there are none of the whole.": "said of several scales",
	" (levels of %d scales together)":                                                                             "likewise",
	"The %d largest of %s groups; the workbook and the JSON hold all of them.":                                    "said of more groups than are shown",
	"The same %d raters":                                                                                          "two raters or more make a pair",
	"levels %[1]d and %[2]d have the same %[3]s text; nobody can choose between them":                             "two numbers of levels",
	"practice %s has %d core criteria; quick depth asks exactly one":                                              "one is right",
	"the levels go from %d to %d: no step leads to %d, and raters at %[1]d and %[2]d count as %[4]d levels apart": "two levels apart or more",
}

// plural is what follows a number that is not one: a noun, after an adjective or none, or the verb of many.
var plural = regexp.MustCompile(`^ (?:more |other |core |same |largest )?([a-z]+)\b`)

// limit stands before a number that is a bound and never 1: "fewer than 1" is none, and what there may be of a thing is
// more than one.
var limit = regexp.MustCompile(`(?:fewer than|more than|limit of) $`)

// singular are words that end as plurals do, and are none.
var singular = []string{"is", "was", "has", "as", "this", "its", "points", "says", "needs", "takes", "s"}

func isPlural(word string) bool {
	return slices.Contains([]string{"are", "were", "have", "criteria", "people"}, word) ||
		strings.HasSuffix(word, "s") && !slices.Contains(singular, word)
}

// numbers finds counts before a plural in an English text.
func (w *words) numbers(text ast.Expr, args []ast.Expr) {
	value := w.info.Types[text].Value
	if value == nil || value.Kind() != constant.String {
		return
	}
	format := constant.StringVal(value)
	if strings.Contains(format, "(s)") {
		w.fault(text, "English: one or many, not both: %q", format)
	}
	next := 0
	for _, m := range verb.FindAllStringSubmatchIndex(format, -1) {
		if m[6] >= 0 {
			next, _ = strconv.Atoi(format[m[6]:m[7]])
		} else {
			next++
		}
		follows := plural.FindStringSubmatch(format[m[1]:])
		if follows == nil || !isPlural(follows[1]) || limit.MatchString(format[:m[0]]) || next > len(args) ||
			!w.isCount(format[m[8]:m[9]], args[next-1]) {
			continue
		}
		w.seen[format] = true
		if neverOne[format] == "" {
			w.fault(text, "English: %q reads wrong of one: use say.Count in %q", follows[0], format)
		}
	}
}

// isCount reports whether an argument is a count that may be 1: a whole number, or such a number as number.Count writes
// it.
func (w *words) isCount(verb string, arg ast.Expr) bool {
	known := w.info.Types[arg]
	if known.Value != nil {
		return known.Value.Kind() == constant.Int && constant.Compare(known.Value, token.EQL, constant.MakeInt64(1))
	}
	if verb == "d" {
		return true
	}
	call, ok := ast.Unparen(arg).(*ast.CallExpr)
	return ok && slices.Contains([]string{"number.Count", "strconv.Itoa"}, types.ExprString(call.Fun))
}

// count checks the texts of a function like [say.Count], whose last parameters are called one and many: many has one
// place, for the number, and one has none.
func (w *words) count(call *ast.CallExpr) {
	sig, ok := types.Unalias(w.info.Types[call.Fun].Type).(*types.Signature)
	if !ok || w.info.Types[call.Fun].IsType() {
		return
	}
	n := sig.Params().Len()
	if n < 3 || len(call.Args) != n || sig.Params().At(n-2).Name() != "one" || sig.Params().At(n-1).Name() != "many" {
		return
	}
	w.calls++
	place := "%s" // of a large number, which is written in groups of three digits
	if types.Identical(sig.Params().At(n-3).Type(), types.Typ[types.Int]) {
		place = "%d"
	}
	one, many := w.info.Types[call.Args[n-2]].Value, w.info.Types[call.Args[n-1]].Value
	if one == nil || many == nil {
		w.unseen = append(w.unseen, types.ExprString(call.Args[n-1]))
		return
	}
	if text := constant.StringVal(one); strings.Contains(text, "%") {
		w.fault(call, "English: nothing is printed into %q", text)
	}
	if text := constant.StringVal(many); strings.Count(text, "%") != 1 || strings.Count(text, place) != 1 {
		w.fault(call, "English: the number is printed once into %q, as %s", text, place)
	}
}
