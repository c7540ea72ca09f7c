package portfolio

import (
	"fmt"
	"runtime/debug"
)

// crash is a panic on its way to the goroutine that can recover it.
type crash struct {
	cause any
	stack []byte
}

func (c *crash) String() string { return fmt.Sprintf("%v\n%s", c.cause, c.stack) }

// catch keeps the panic of a goroutine in to. It must be deferred.
func catch(to **crash) {
	if x := recover(); x != nil {
		*to = &crash{x, debug.Stack()}
	}
}

// pass goes on with the panic, if there was one.
func (c *crash) pass() {
	if c != nil {
		panic(c)
	}
}
