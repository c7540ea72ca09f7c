package web

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"

	"fathom/rubric/say"
)

//go:embed assets
var assets embed.FS

// pages are the templates in one language, by name.
type pages map[string]*template.Template

// parsePages reads the templates, once for each language: what they say stands in them side by side, as in Go.
func parsePages() (map[say.Language]pages, error) {
	all := map[say.Language]pages{}
	for _, lang := range []say.Language{"en", "zh"} {
		all[lang] = pages{}
		base, err := template.New("page").Funcs(template.FuncMap{
			"say": func(en, zh string) string { return lang.Say(en, zh) },
			"act": func(h hostView, action, words string, class ...string) act {
				return act{action, words, strings.Join(class, " "), h}
			},
		}).ParseFS(assets, "assets/layout.tmpl")
		if err != nil {
			return nil, err
		}
		for name, files := range map[string][]string{"join": {"join"}, "door": {"door"}, "phone": {"phone"},
			"screen": {"phone", "screen"}, "host": {"phone", "host"}} {
			t, err := base.Clone()
			for _, f := range files {
				if err == nil {
					t, err = t.ParseFS(assets, "assets/"+f+".tmpl")
				}
			}
			if err != nil {
				return nil, err
			}
			all[lang][name] = t
		}
	}
	return all, nil
}

// page is what all pages have.
type page struct {
	Kind               string // phone, screen or host
	Title              string
	Path               string // where the other language is found; "": where the page is
	Stream             string // from which the script hears that there is news
	Key                string // changes when the page is about something else
	Status, StatusKind string // what became of the own vote
	Refresh            int    // without the script, the page is loaded again after so many seconds; 0: it is not
	Follow             string // what is loaded then; "": the page itself
	HasLeft            bool
	Left               int64 // milliseconds
	Body               any
}

// How many seconds a page stays that follows the room without the script: one to be read stays longer. A page that is
// filled in is never loaded again by itself, which would wipe out what somebody types.
const (
	glanceTime  = 5
	readingTime = 15
)

// maxDrawn is how many pages are made at the same time. When a thousand phones ask at once, more would not be faster on
// a laptop, and each takes memory.
const maxDrawn = 8

// show writes a page.
func (s *Server) show(w http.ResponseWriter, lang say.Language, code int, name string, p page) {
	b := s.draw(lang, name, p)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(b)
}

// draw makes a page.
func (s *Server) draw(lang say.Language, name string, p page) []byte {
	s.drawing <- struct{}{}
	defer func() { <-s.drawing }()
	var b bytes.Buffer
	if err := s.pages[lang][name].ExecuteTemplate(&b, "page", p); err != nil {
		panic(err) // a fault of the template, which the tests would have found
	}
	return b.Bytes()
}

// asset serves a file of ours.
func asset(name, kind string) http.HandlerFunc {
	data, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return file(kind, data)
}

// file serves the same to everybody.
func file(kind string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(data)
	}
}

const (
	langCookie = "lang"
	screenPath = "/screen"
)

// langOf is the language of whoever asks: as chosen on a page, else of the browser, else of the room.
func (s *Server) langOf(w http.ResponseWriter, r *http.Request) say.Language {
	lang := s.reads(r)
	asked := r.URL.Query().Get("lang") == string(lang)
	if asked && r.URL.Path != screenPath { // that may be another than the facilitator's, in the same browser
		s.setCookie(w, langCookie, string(lang), http.SameSiteLaxMode)
	}
	return lang
}

// reads is the language of whoever asks, as langOf tells it.
func (s *Server) reads(r *http.Request) say.Language {
	if chosen := say.Language(r.URL.Query().Get("lang")); chosen == "zh" || chosen == "en" {
		return chosen
	}
	if chosen := say.Language(cookie(r, langCookie)); chosen == "zh" || chosen == "en" {
		return chosen
	}
	return accepted(r.Header.Get("Accept-Language"), s.opt.Lang)
}

// accepted is the first of our languages that a browser names: they write them in the order in which they want them.
func accepted(header string, otherwise say.Language) say.Language {
	for _, part := range strings.Split(strings.ToLower(header), ",") {
		tag, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if q, is := strings.CutPrefix(strings.TrimSpace(weight), "q="); is && strings.Trim(q, "0.") == "" {
			continue // by which a browser says never
		}
		switch {
		case strings.HasPrefix(tag, "zh"):
			return "zh"
		case strings.HasPrefix(tag, "en"):
			return "en"
		}
	}
	return otherwise
}
