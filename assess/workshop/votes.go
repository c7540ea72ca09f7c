package workshop

// This file takes votes.

func (e Voted) apply(r *Room) error {
	if err := r.Takes(e); err != nil {
		return err
	}
	if err := r.checkVoter(e.Voter); err != nil {
		return err
	}
	b := r.current().last()
	if !b.has(e.Voter) {
		r.changes++
	}
	kept := r.fits(e.Voter, b, e.Note)
	if !kept {
		e.Note = ""
	}
	b.put(e.Voter, e.Vote, kept)
	if e.Entered {
		b.known[e.Voter] = true
	}
	r.voted = true
	return nil
}

// Has reports whether the very same vote is there already, with its note, so that it would change nothing.
func (r *Room) Has(e Voted) bool {
	if r.Takes(e) != nil {
		return false
	}
	b := r.current().last()
	mine, voted := b.mine(e.Voter)
	return voted && mine == e.Vote && !b.cut[e.Voter]
}

// Takes says why a vote would be refused, whoever gives it; nil for one that anybody with a seat may give. One without
// a voter is of somebody who has no seat yet.
func (r *Room) Takes(e Voted) error {
	if err := r.here(e.Criterion, e.Round); err != nil {
		return err
	}
	if r.Phase() != Voting {
		return refuse(NotOpen, "the votes are shown already", "这一轮的票已经亮出")
	}
	if err := r.checkVote(r.at, e.Vote); err != nil {
		return err
	}
	if r.anonymous && e.Note != "" {
		return refuse(NoText, "the room is anonymous and takes no notes", "本场匿名，不收备注")
	}
	if e.Answer == NA && e.Note == "" && r.wantsReason(e.Voter) {
		return noReason()
	}
	return nil
}

// wantsReason reports whether a voter has to say why something does not apply: in a room with names, where the reason
// can be kept. Who has no seat yet would get the next one.
func (r *Room) wantsReason(voter string) bool {
	switch {
	case r.anonymous:
		return false
	case r.bySeat(voter) == nil:
		return r.nextNoteRoom(r.at) > 0
	}
	return r.noteRoom(voter, r.current().last()) > 0
}

// checkVoter refuses who has no seat. An anonymous room sees only that there are no more voters than seats.
func (r *Room) checkVoter(voter string) error {
	b := r.current().last()
	none := refuse(NoSeat, "nobody votes from this seat", "没有这个席位")
	if r.anonymous {
		if !isVoterKey(voter) || !b.has(voter) && b.turnout() >= len(r.seats) {
			return none
		}
		return nil
	}
	if s := r.bySeat(voter); s == nil || s.away {
		return none
	}
	return nil
}

// Voter is under whose name a seat's vote on the room's criterion and round is kept: the seat, or in an anonymous room
// the [VoterKey] made with its secret.
func (r *Room) Voter(seat string, secret []byte) string {
	i, round, ok := r.Current()
	if !r.anonymous || !ok {
		return seat
	}
	return VoterKey(secret, r.model.Criterion(i).ID, round)
}

func noReason() error {
	return refuse(NoReason, "say why it does not apply", "请写明不适用的理由")
}
