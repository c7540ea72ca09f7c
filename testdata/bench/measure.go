package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// command is one process to be measured.
type command struct {
	name  string
	args  []string
	about string // what it leaves out
	same  bool   // its output is to be ours
}

// sample is one run of it.
type sample struct {
	wall, cpu time.Duration // cpu is user and system time of all its threads
	rss       int64         // peak, bytes
	busy      time.Duration // what all processors worked meanwhile, for anybody
}

// measure runs a command once.
func (w *workshop) measure(c command, out io.Writer) (sample, error) {
	var said bytes.Buffer
	cmd := exec.Command(c.args[0], c.args[1:]...)
	cmd.Stdout, cmd.Stderr = out, &said
	before := busy()
	start := time.Now()
	err := cmd.Run()
	s := sample{wall: time.Since(start)}
	if err != nil {
		return s, fmt.Errorf("%s: %w: %s", strings.Join(c.args, " "), err, strings.TrimSpace(said.String()))
	}
	s.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	s.rss = peak(cmd.ProcessState.SysUsage())
	s.busy = busy() - before
	return s, nil
}

// peak is the largest resident set. Linux counts it in kilobytes, others in bytes. It is never below that of this
// process at the time it started the other.
func peak(usage any) int64 {
	r, ok := usage.(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "linux" {
		return int64(r.Maxrss) << 10
	}
	return int64(r.Maxrss)
}

// busy is the time that all processors together have worked since the machine started, in steps of 10 ms; 0 where
// nobody tells.
func busy() time.Duration {
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	var user, nice, system, idle, wait, irq, soft, steal int64
	if _, err := fmt.Sscanf(string(stat), "cpu %d %d %d %d %d %d %d %d", &user, &nice, &system, &idle, &wait, &irq, &soft, &steal); err != nil {
		return 0
	}
	return time.Duration(user+nice+system+irq+soft+steal) * 10 * time.Millisecond
}

// floor is below what no peak can be seen: the peak of this process, which its children begin with.
func floor() int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return peak(&r)
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }
