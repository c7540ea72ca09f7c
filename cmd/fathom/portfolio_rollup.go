package main

// rollupFormats are the formats of the roll-up itself.
func (s *surveying) rollupFormats() []format { return nil }
