package workshop

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
)

// seat is a person of the room. It outlives every connection.
type seat struct {
	id     string // s1, s2 ... in the order of joining
	nonces []string
	key    string // digest of the cookie; "" without a phone, and for a seat that was taken away
	phone  string // digest of the cookie of the phone that had the seat last; "" where none ever had
	name   string // told apart from the others'; "" in an anonymous room
	given  string // the name as it was given
	role   string
	rater  string // the id in the panel
	away   bool   // taken away
	drop   bool   // with its votes
}

func (e Joined) apply(r *Room) error {
	if e.Nonce == "" || len(e.Nonce) > maxKey || len(e.Key) > maxKey {
		return refuse(BadEvent, "a join has a nonce", "加入时要带一次性编号")
	}
	if s := r.byNonce(e.Nonce); s != nil && !s.isLeft(e.Key) {
		return nil
	}
	if err := r.checkPerson(e.Name, e.Role); err != nil {
		return err
	}
	if e.Key != "" && r.byKey(e.Key) != nil {
		return refuse(BadEvent, "the key has a seat already", "这个密钥已有席位")
	}
	s := r.own(e)
	if s == nil {
		s = r.newSeat(e.Name)
		if err := r.checkFull(s); err != nil {
			return err
		}
		if !r.ledger.admit(len(cmp.Or(s.rater, anyRater))) {
			return refuse(RoomFull, "the panel file has no room for another person", "合并答卷文件放不下更多的人了")
		}
		r.seats = append(r.seats, s)
		if !r.anonymous {
			r.seatLate(s)
		}
	}
	s.nonces, s.key, s.away = append(s.nonces, e.Nonce), e.Key, false
	s.phone = cmp.Or(e.Key, s.phone)
	if e.Role != "" {
		s.role = e.Role
	}
	r.changes++
	return nil
}

// maxKey is how long a nonce, a key or a voter may be, in bytes.
const maxKey = 128

// checkPerson refuses names and roles that are too long, or any in an anonymous room.
func (r *Room) checkPerson(name, role string) error {
	if r.anonymous && name+role != "" {
		return refuse(NoText, "the room is anonymous and takes no names", "本场匿名，不收姓名")
	}
	if err := checkText(name, MaxName); err != nil {
		return err
	}
	return checkText(role, MaxName)
}

// own is the seat that whoever joins has already, with its votes still there; nil for none. A phone shows by its secret
// that it had the seat: a name alone is known to the whole room. Who comes without a phone is the facilitator's word.
func (r *Room) own(e Joined) *seat {
	if e.Key != "" {
		return r.seatWhere(func(s *seat) bool { return !s.drop && s.phone == e.Key })
	}
	if s := r.called(e.Name); s != nil && s.away {
		return s
	}
	return nil
}

// called is whom the facilitator means by a name: who stands under it, else who gave it, or has it as an id in the
// panel. Of people who gave the same name that is who came first: the others stand under another.
func (r *Room) called(name string) *seat {
	if name == "" {
		return nil
	}
	for _, is := range []func(s *seat) bool{
		func(s *seat) bool { return s.name == name },
		func(s *seat) bool { return s.given == name },
		func(s *seat) bool { return s.rater == name },
	} {
		if s := r.seatWhere(func(s *seat) bool { return !s.drop && is(s) }); s != nil {
			return s
		}
	}
	return nil
}

// WithoutPhone is the seat of the person with a name for whom the facilitator votes; "" for somebody who is not here
// yet. A phone votes for itself: it is one person with one vote, until its seat is taken away.
func (r *Room) WithoutPhone(name string) (id string, err error) {
	switch s := r.called(name); {
	case s == nil || s.away:
		return "", nil
	case s.key != "":
		return "", refuse(NotNow, "%.40s votes on a phone: take that seat away first, or enter the vote under another name",
			"%.40s 用手机投票：请先移出该席位，或换一个姓名录入", s.name)
	default:
		return s.id, nil
	}
}

// isLeft reports whether the seat was taken away from the phone that has the key. When that sends the same form again,
// as by its back button, it joins again.
func (s *seat) isLeft(key string) bool { return s.away && key != "" && key == s.phone }

// checkFull refuses a newcomer for whom there is no seat, or who would be one rater too many in the panel: those who
// stand in that already take no further place there when they come.
func (r *Room) checkFull(s *seat) error {
	raters := len(r.start.Known.Raters)
	for _, other := range r.seats {
		if !other.drop && !r.isKnown(other.rater) {
			raters++
		}
	}
	switch most := assess.MaxRaters; {
	case r.taken() >= r.most:
		return refuse(RoomFull, "the room is full: it has %[2]s", "席位已满，共 %[1]d 个", r.most,
			say.Count(r.most, "1 seat", "%d seats"))
	case raters >= most && !r.isKnown(s.rater):
		return refuse(RoomFull, "the panel takes no more than %d; who stands in it joins under the name there",
			"合并答卷最多 %d 人；名单里的人请用名单上的姓名加入", most)
	}
	return nil
}

// isKnown reports whether an id is that of a rater of the known panel.
func (r *Room) isKnown(id string) bool {
	return slices.ContainsFunc(r.start.Known.Raters, func(k assess.Rater) bool { return k.ID == id })
}

// taken is how many seats are somebody's, though they may be away; one that was nobody's counts no more.
func (r *Room) taken() int {
	n := 0
	for _, s := range r.seats {
		if !s.drop {
			n++
		}
	}
	return n
}

// newSeat is the seat of a newcomer.
func (r *Room) newSeat(name string) *seat {
	s := &seat{id: "s" + strconv.Itoa(len(r.seats)+1), given: name}
	if !r.anonymous {
		known := r.known(name)
		if known.ID != "" {
			name = known.Called()
		}
		s.name, s.role, s.rater = r.apart(name), known.Role, cmp.Or(known.ID, r.raterID(name))
	}
	return s
}

// apart is a name that nobody else in the room has: the second Chen is Chen (2), and who gives none is a number.
func (r *Room) apart(name string) string {
	taken := func(n string) bool {
		return slices.ContainsFunc(r.seats, func(s *seat) bool { return s.name == n && !s.drop })
	}
	if name == "" {
		name = r.start.Lang.Say("Person %d", "第 %d 位", len(r.seats)+1)
	}
	out := name
	for n := 2; taken(out); n++ {
		out = name + " (" + strconv.Itoa(n) + ")"
	}
	return out
}

// anyRater is as long as the ids in an anonymous panel.
const anyRater = assess.AnonymousPrefix + "500"

// maxID is how long an id is that the room gives a rater: 500 of them vote on every criterion, and the file holds it.
const maxID = 12

// known is the rater of the known panel with this name or id whom nobody is yet; without an id where there is none.
func (r *Room) known(name string) assess.Rater {
	for _, k := range r.start.Known.Raters {
		if name != "" && (k.Name == name || k.ID == name) && !r.isRater(k.ID) {
			return k
		}
	}
	return assess.Rater{}
}

// isRater reports whether somebody of the room has this id in the panel.
func (r *Room) isRater(id string) bool {
	return slices.ContainsFunc(r.seats, func(s *seat) bool { return s.rater == id && !s.drop })
}

// raterID is an id for a newcomer in the panel, made of the name.
func (r *Room) raterID(name string) string {
	base := rubric.IDFrom(name, rubric.RaterPrefix)
	if name == "" {
		base = "p" + strconv.Itoa(len(r.seats)+1)
	}
	base = strings.TrimRight(base[:min(len(base), maxID)], "-._")
	if strings.HasPrefix(base, strings.TrimRight(assess.AnonymousPrefix, "-")) {
		base = rubric.RaterPrefix + base[:maxID-len(rubric.RaterPrefix)-2]
	}
	taken := func(id string) bool { return r.isRater(id) || r.isKnown(id) }
	id := base
	for n := 2; taken(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}

func (e TakenAway) apply(r *Room) error {
	s := r.bySeat(e.Seat)
	switch {
	case s == nil || s.away && s.drop:
		return refuse(NoSuchSeat, "nobody has this seat", "没有人坐在这个席位上")
	case r.anonymous && e.Drop:
		return refuse(NotNow, "an anonymous room cannot tell whose a vote is", "匿名工作坊无法知道哪一票是谁的")
	}
	s.away, s.key, s.drop = true, "", e.Drop
	if e.Drop {
		for i := range r.items {
			for _, b := range r.items[i].rounds {
				b.drop(s.id)
			}
		}
	}
	r.changes++
	return nil
}

func (e PrivacySet) apply(r *Room) error {
	switch {
	case e.Anonymous == r.anonymous:
		return nil
	case r.voted || r.at >= 0:
		return refuse(NotNow, "the room has begun", "工作坊已经开始")
	case !e.Anonymous && len(r.seats) > 0:
		return refuse(LessPrivate, "somebody has joined an anonymous room; it stays anonymous", "已有人按匿名加入，不能再改为记名")
	case e.Anonymous && len(r.start.Known.Raters) > 0:
		return refuse(BadStart, "the panel has names already; an anonymous workshop begins with a new file",
			"合并答卷里已有姓名；匿名工作坊请用一份新文件")
	}
	r.anonymous, r.ledger.ids = e.Anonymous, len(r.seats)*len(anyRater)
	for _, s := range r.seats {
		s.name, s.given, s.role, s.rater = "", "", "", ""
	}
	r.moved()
	return nil
}

func (r *Room) bySeat(id string) *seat {
	return r.seatWhere(func(s *seat) bool { return s.id == id })
}

func (r *Room) byNonce(nonce string) *seat {
	return r.seatWhere(func(s *seat) bool { return slices.Contains(s.nonces, nonce) })
}

func (r *Room) byKey(key string) *seat {
	return r.seatWhere(func(s *seat) bool { return s.key == key })
}

func (r *Room) seatWhere(is func(*seat) bool) *seat {
	if i := slices.IndexFunc(r.seats, is); i >= 0 {
		return r.seats[i]
	}
	return nil
}

// SeatOf is the seat whose cookie has this digest, see [SeatKey]; ok is false where nobody has it, or has it no more.
func (r *Room) SeatOf(key string) (id string, ok bool) {
	if s := r.byKey(key); s != nil && key != "" && !s.away {
		return s.id, true
	}
	return "", false
}

// Had is the name under which the seat stands whose phone had the cookie with this digest, and had it taken away by
// [TakenAway]; ok is false for every other phone. Who joins with that cookie again has the seat again.
func (r *Room) Had(key string) (name string, ok bool) {
	s := r.seatWhere(func(s *seat) bool { return s.phone == key && s.key == "" && !s.drop })
	if s == nil || key == "" {
		return "", false
	}
	return s.given, true
}

// SeatFor is the seat that somebody got by this nonce.
func (r *Room) SeatFor(nonce string) (id string, ok bool) {
	if s := r.byNonce(nonce); s != nil && !s.away {
		return s.id, true
	}
	return "", false
}

// present is how many seats there are that nobody took away.
func (r *Room) present() int {
	n := 0
	for _, s := range r.seats {
		if !s.away {
			n++
		}
	}
	return n
}
