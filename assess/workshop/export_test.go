package workshop

// Leak is a view as it must not be: the screen, with the mean of what was voted so far. The test of non-interference
// has to notice.
func (r *Room) Leak(now int64) any {
	sum := 0
	if it := r.current(); it != nil {
		for _, v := range it.last().counted() {
			sum += v.Level
		}
	}
	return struct {
		Screen
		Sum int
	}{r.Screen(now), sum}
}
