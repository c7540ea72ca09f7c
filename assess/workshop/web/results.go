package web

import (
	"encoding/json"
	"net/http"

	"fathom/assess/workshop"
	"fathom/rubric/say"
)

// resultLine is one answer of resultsView.
type resultLine struct {
	Level int    `json:"level,omitempty"`
	State string `json:"state"` // answered, unknown or na
	Votes int    `json:"votes"`
}

// resultsView is how a round fell, for scripts: in a room with names as in one without, only how many.
type resultsView struct {
	Criterion string       `json:"criterion"`
	Round     int          `json:"round"`
	Hidden    string       `json:"hidden,omitempty"`
	Results   []resultLine `json:"results"`
}

// results are the votes of the round that is shown; before the reveal there are none to have.
func (s *Server) results(w http.ResponseWriter, r *http.Request) {
	if _, _, seated := s.seatOf(r); !seated && !s.isHost(r) {
		s.denyFor(w, r, http.StatusForbidden, needsSeat())
		return
	}
	var v workshop.Screen
	s.clerk.look(func(room *workshop.Room) { v = room.Screen(s.clock()) })
	if v.Shown == nil {
		s.denyFor(w, r, http.StatusConflict, say.Both("The votes are not shown yet.", "评分还没有揭晓。"))
		return
	}
	out := resultsView{Criterion: v.Criterion, Round: v.Round, Hidden: string(v.Shown.Hidden), Results: []resultLine{}}
	for _, c := range v.Shown.Levels {
		out.Results = append(out.Results, resultLine{c.Level, "answered", c.Votes})
	}
	if out.Hidden == "" {
		out.Results = append(out.Results, resultLine{State: "unknown", Votes: v.Shown.Unknown.Votes},
			resultLine{State: "na", Votes: v.Shown.NA.Votes})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out)
}
