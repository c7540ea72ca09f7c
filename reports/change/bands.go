package change

// bands say what the score of everything was called as it was reported, and what it is called now; "" where one of the
// two has no name. What is compared like for like has none: a band begins at a number of points of the whole.
func (c *Change) bands() string {
	old := c.trend.Old.Result
	if own := c.trend.Old.Own; own != nil {
		old = own
	}
	was, is := c.Band(&old.Overall.Node), c.Band(&c.trend.New.Overall.Node)
	switch {
	case was == "" || is == "":
		return ""
	case was == is:
		return c.Say(" Then and now it is called %s.", "当时和现在都属于%s。", is)
	}
	return c.Say(" It was called %s then, and is called %s now.", "当时属于%s，现在属于%s。", was, is)
}
