package web

import (
	"net/http"

	"fathom/rubric/say"
)

// deny turns a request away that no page of ours sends, in the language of who reads it: a small page in a browser, a
// line for a script.
func (s *Server) deny(w http.ResponseWriter, r *http.Request, code int) {
	s.denyFor(w, r, code, denials()[code])
}

// denyFor turns a request away and says why.
func (s *Server) denyFor(w http.ResponseWriter, r *http.Request, code int, why say.Message) {
	lang := s.reads(r)
	text := why.In(lang)
	if !wantsPage(r) {
		http.Error(w, text, code)
		return
	}
	title, back := lang.Say("That was not done", "操作没有成功"), "/"
	switch code {
	case http.StatusMisdirectedRequest:
		title, back = lang.Say("Another address", "地址不对"), ""
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		title = lang.Say("There is nothing here", "这里没有内容")
	}
	s.show(w, lang, code, "door", page{Kind: "phone", Title: title, Path: back,
		Body: doorView{Title: title, Text: text, Back: back}})
}

// denials say why a request is turned away whatever it asks for, by the status.
func denials() map[int]say.Message {
	return map[int]say.Message{
		http.StatusBadRequest: say.Both("What was sent came through damaged: go back and send it again.", "提交的内容不完整或有误，请返回重新提交。"),
		http.StatusForbidden:  say.Both("This came from a page of another website, and was not taken.", "这个请求来自别的网站，没有接受。"),
		http.StatusNotFound:   say.Both("The workshop has no page at this address.", "工作坊没有这个网页。"),
		http.StatusMethodNotAllowed: say.Both("This address does not work that way: begin at the first page.",
			"这个地址不能这样用，请从首页进入。"),
		http.StatusRequestEntityTooLarge: say.Both("That is more than the workshop takes: write less, and send it again.",
			"内容太长，请写短一些再提交。"),
		http.StatusUnsupportedMediaType: say.Both("This is not how the pages of the workshop send something.",
			"提交的格式不对，请在工作坊的网页上提交。"),
		http.StatusMisdirectedRequest: say.Both("The workshop is not at this address: open the one on the screen, as it stands there.",
			"工作坊不在这个地址，请照大屏幕上的地址打开。"),
		http.StatusServiceUnavailable: say.Both("The workshop is over.", "工作坊已结束。"),
	}
}

// needsSeat says to whom a page is shown.
func needsSeat() say.Message {
	return say.Both("Only those who have joined see this: join first.", "加入后才能看到，请先加入。")
}

// orDenied lets the pages of a mux answer, and turns away what is none of them.
func (s *Server) orDenied(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, page := mux.Handler(r); page != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := *r
		for method, allow := range map[string]string{http.MethodGet: "GET, HEAD", http.MethodPost: "POST"} {
			probe.Method = method
			if _, page := mux.Handler(&probe); page != "" {
				w.Header().Set("Allow", allow)
				s.deny(w, r, http.StatusMethodNotAllowed)
				return
			}
		}
		s.deny(w, r, http.StatusNotFound)
	})
}
