package web

import (
	"net/http"
	"slices"

	"fathom/assess/workshop"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// hostView is the page of the facilitator.
type hostView struct {
	screenView
	Anonymous bool
	Later     string // the note for later on this criterion
	Agenda    []agendaView
	Spare     []agendaView // what is asked if there is time
	InSpare   bool         // the room stands on one of those
	Notes     []noteView
	LeftOut   []string
	Join      string
	Plain     bool // others read it without TLS
	Nobody    bool // after a while nobody has come
	Places    []placeView
	Trouble   []string // what the disk refused
	Saved     bool     // the workshop is over, and the panel file saved
	NoteRoom  int      // longest note for somebody without a phone; 0: none is taken
	ByHand    []handView
}

type agendaView struct {
	ID, Name, State string
	Number          int
	Here            bool
}

type noteView struct{ Name, Text string }

// handView is somebody without a phone in an anonymous room.
type handView struct {
	Number int
	Voted  bool // of which nobody else is told
	New    bool // there is nobody yet
}

type placeView struct {
	Host, Label string
	Here        bool
}

// act is one button of the facilitator.
type act struct {
	Action, Words string
	Class         string // how it looks; "": as what comes next
	Host          hostView
}

// doorView is a page that says something, and may ask for one word, or for a yes that is sent to an address.
type doorView struct {
	Title, Text, Action, Field, Label, Back, Picture, Yes string
}

// hostPage is the page of the facilitator; without the key, the way to give it.
func (s *Server) hostPage(w http.ResponseWriter, r *http.Request) {
	lang := s.langOf(w, r)
	if !s.isHost(r) {
		title := lang.Say("Facilitator", "主持人")
		s.show(w, lang, http.StatusOK, "door", page{Kind: "phone", Title: title, Body: doorView{Title: title,
			Text:   lang.Say("Open the address that the terminal shows, or paste its key.", "请打开终端里显示的地址，或粘贴其中的密钥。"),
			Action: "/host", Field: "k", Label: lang.Say("Key", "密钥")}})
		return
	}
	var p page
	s.clerk.look(func(room *workshop.Room) { p = s.hostOf(room, lang) })
	s.show(w, lang, http.StatusOK, "host", p)
}

func (s *Server) hostOf(room *workshop.Room, lang say.Language) page {
	h := room.Host(s.clock())
	screen := s.screenOf(room, lang).Body.(screenView)
	p := s.pageOf("host", "/screen/events", h.Public)
	p.Title = lang.Say("Facilitator", "主持人")
	v := hostView{screenView: screen, Anonymous: h.Anonymous, Join: s.Addresses().Join, Plain: s.opt.LAN && !s.opt.TLS,
		Trouble: s.trouble(lang), Places: s.places(), NoteRoom: h.NoteRoom,
		Nobody: len(h.Chairs) == 0 && s.opt.Now().Sub(s.opened) >= nobodyTime,
		ByHand: s.byHand(room), Saved: s.isOver() && s.Unsaved() == nil}
	v.Agenda = agenda(room, &h, lang)
	if n := h.Planned; n > 0 && n < len(v.Agenda) {
		v.Agenda, v.Spare = v.Agenda[:n], v.Agenda[n:]
		v.InSpare = slices.ContainsFunc(v.Spare, func(a agendaView) bool { return a.Here })
	}
	v.People, v.Result = chairs(&h, lang), tally(room, h.Shown, lang, everyName)
	at, _, on := room.Current()
	for _, it := range h.Items {
		if on && it.Criterion == at {
			v.Later = safe.Line(it.Remark)
		}
	}
	for _, n := range h.Notes {
		v.Notes = append(v.Notes, noteView{safe.Line(n.Name), safe.Line(n.Note)})
	}
	for _, l := range h.LeftOut {
		name := questionAt(room, l.Criterion, lang).Name
		v.LeftOut = append(v.LeftOut, lang.Say("%[1]s: %[4]s, %[5]s", "%[1]s：备注 %[2]d 条，另有 %[3]d 行", name, l.Notes, l.Lines,
			say.Count(l.Notes, "1 note", "%d notes"), say.Count(l.Lines, "1 line", "%d lines")))
	}
	p.Body = v
	return p
}

// chairs are the people in the room, with those who have no phone; numbers where nobody has a name.
func chairs(h *workshop.Host, lang say.Language) (out []personView) {
	voted := map[string]bool{}
	for _, p := range h.People {
		voted[p.Seat] = p.Voted
	}
	for _, c := range h.Chairs {
		name := safe.Line(c.Name)
		if h.Anonymous {
			name = seatNumber(c.Seat, lang)
		}
		if !c.Away {
			out = append(out, personView{ID: c.Seat, Name: name, Voted: voted[c.Seat], Away: !c.Phone})
		}
	}
	return out
}

// agenda words what there is to rate.
func agenda(room *workshop.Room, h *workshop.Host, lang say.Language) (out []agendaView) {
	at, _, on := room.Current()
	in := texts{room.Model().Rubric, lang}
	for n, it := range h.Items {
		q := questionAt(room, it.Criterion, lang)
		out = append(out, agendaView{ID: q.ID, Name: q.Name, Number: n + 1, Here: on && it.Criterion == at,
			State: in.state(room, &it)})
	}
	return out
}

// state says where a criterion stands.
func (t texts) state(room *workshop.Room, it *workshop.Item) string {
	switch {
	case it.Agreed != nil:
		return t.lang.Say("agreed: ", "商定：") + t.words(room.Model(), it.Criterion, it.Agreed)
	case it.Known:
		return t.lang.Say("agreed before", "此前已商定")
	case it.Skipped:
		return t.lang.Say("skipped for now", "先跳过")
	case it.Phase == workshop.Revealed:
		return t.lang.Say("shown, not agreed", "已揭晓，未商定")
	case it.Phase == workshop.Voting:
		return t.lang.Say("being voted on", "投票中")
	}
	return ""
}

// places are the addresses that can stand in the picture.
func (s *Server) places() (out []placeView) {
	here := s.at()
	for _, p := range s.opt.Places {
		out = append(out, placeView{p.Host, p.Label, p == here})
	}
	return out
}

// trouble is what the disk refused, to show until it is mended.
func (s *Server) trouble(lang say.Language) (out []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pausedBy != nil {
		out = append(out, pausedText(s.pausedBy).In(lang))
	}
	if s.unsaved != nil {
		out = append(out, unsavedText(s.unsaved).In(lang))
	}
	return out
}
