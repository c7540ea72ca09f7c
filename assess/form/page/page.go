// Package page is the questionnaire as one page of HTML for people who have a phone and no terminal. It needs no
// network and asks for nothing: it carries the questions, its style and one script of ours, keeps a draft in the
// browser, and hands over an answer file, byte for byte as `fathom assess` writes the same answers into a file of JSON.
//
// What such a file says of its origin stands where every answer file has it: the rubric's id and version, of each
// answer the digest of the text that was rated, the depth, the subject and the rater. The page has the digest of the
// whole rubric in addition, by which it tells its own drafts from those of earlier versions.
//
// It computes no score: there is one scorer. Compiled for browsers, to WebAssembly, that takes 1.3 MB in gzip and up to
// 1.8 seconds to the first score, where 1 would do, and a policy that lets code be compiled in the page.
//
// Where a browser saves no files, the same goes out as text to copy, or as a chain of QR pictures, which [Parts] puts
// together.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"fathom/assess"
	"fathom/assess/card"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
)

// Options are what a page is filled in with, besides the assessment that it begins with.
type Options struct {
	Langs  []say.Language // "zh", "en" or both; the first is shown where the browser prefers neither
	People []assess.Rater // whom to choose from; nobody: the page asks who it is
}

//go:embed assets
var assets embed.FS

// layout is read when a page is written, and not in the start of every command.
var layout = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(assets, "assets/page.tmpl"))
})

// scripts are the parts of the script, in the order in which they need each other.
func scripts() []string { return []string{"answers.js", "qr.js", "app.js"} }

// Script is the script of every page: ours without the comments and the blanks that lines begin with.
func Script() string {
	var b strings.Builder
	b.WriteString("'use strict';\n")
	for _, name := range scripts() {
		b.WriteString(bare(asset(name)))
	}
	return b.String()
}

func style() string { return card.Style() + asset("style.css") }

func asset(name string) string {
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic("page: " + err.Error()) // it is part of the program
	}
	return string(data)
}

var besideCode = pattern.Of(`(?m)^ *(//.*)?\n|^ +|;? // .*$`)

// bare is a script without what only those need who write it. No text of ours has two slashes behind a blank.
func bare(script string) string { return besideCode().ReplaceAllStringFunc(script, keepEnd) }

// keepEnd keeps the semicolon before a comment.
func keepEnd(beside string) string {
	if strings.HasPrefix(beside, ";") {
		return ";"
	}
	return ""
}

// Write writes the page for what an assessment asks: its subject, date, depth and answers so far are filled in. Without
// a subject the page asks for it, and without a date the day is that of the first answer.
func Write(w io.Writer, m *assess.Model, a *assess.Assessment, opt Options) error {
	if a.Panel || len(a.Removed) > 0 {
		return ErrNotKept
	}
	if i := slices.IndexFunc(a.Answers, func(b assess.Answer) bool { return b.Ticked != nil }); i >= 0 {
		return fmt.Errorf("%w: the answer to %s would come back as a level", ErrNotKept, m.Criterion(i).ID)
	}
	c, err := newContent(m, a, opt)
	if err != nil {
		return err
	}
	script, css := Script(), style()
	var out bytes.Buffer
	if err := layout().Execute(&out, map[string]any{
		"Lang": htmlLang(opt.Langs[0]), "Title": said(c.Title, opt.Langs[0]), "Data": c,
		"Script": template.JS(script), "Style": template.CSS(css), "Policy": policy(script, css),
		"NoScript": noScript(opt.Langs), "Start": newStart(c, opt.Langs[0]),
	}); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// policy lets the one script and the one style of the page be, and nothing else: no address, no form, no frame.
func policy(script, css string) string {
	return "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(css) +
		"; form-action 'none'; base-uri 'none'"
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func htmlLang(l say.Language) string {
	if l == "zh" {
		return "zh-Hans"
	}
	return string(l)
}
