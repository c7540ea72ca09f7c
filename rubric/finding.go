package rubric

// Finding is something to be said where certain answers stand beside each other: two that hardly go together, or one
// that is worth little without the other.
type Finding struct {
	ID   string      `json:"id"`
	If   []Condition `json:"if"` // all must hold; never empty
	Text Text        `json:"text,omitempty"`
}

// Condition holds where the level of a criterion, or the one that a practice has reached, is within bounds. One without
// a level holds never.
type Condition struct {
	At  string `json:"at"`            // a practice's id, or a criterion's full one
	Min *int   `json:"min,omitempty"` // levels of its scale; at least one of the two is given
	Max *int   `json:"max,omitempty"`
}

// Holds reports whether a level is within the bounds.
func (c *Condition) Holds(level int) bool {
	return (c.Min == nil || level >= *c.Min) && (c.Max == nil || level <= *c.Max)
}
