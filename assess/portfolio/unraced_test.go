//go:build !race

package portfolio_test

// raced tells that the race detector is on.
const raced = false
