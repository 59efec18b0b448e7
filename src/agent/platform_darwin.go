package net

import (
	"runtime/pprof"
	"syscall"
	"time"
)

const (
	// The socket option below does it here.
	leakBudgetNoSignal = 0
	leakBudgetPatience = 30 * time.Second
)

func leakBudgetSocket() (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	descriptor, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(descriptor)
	}
	return descriptor, err
}

// leakBudgetAccept takes back what the client inherits from its listener here:
// not to block.
func leakBudgetAccept(listener int) (int, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	descriptor, _, err := syscall.Accept(listener)
	if err == nil {
		syscall.CloseOnExec(descriptor)
		syscall.SetNonblock(descriptor, false)
	}
	return descriptor, err
}

func leakBudgetPrepare(descriptor int) {
	syscall.SetsockoptInt(descriptor, syscall.SOL_SOCKET, syscall.SO_NOSIGPIPE, 1)
	limit := syscall.NsecToTimeval(int64(leakBudgetPatience))
	syscall.SetsockoptTimeval(descriptor, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &limit)
	syscall.SetsockoptTimeval(descriptor, syscall.SOL_SOCKET, syscall.SO_SNDTIMEO, &limit)
}

// leakBudgetProcess cannot tell resident bytes without cgo; threads are those ever made.
func leakBudgetProcess([]byte) (rss, threads uint64) {
	return 0, uint64(pprof.Lookup("threadcreate").Count())
}

// leakBudgetOpenFiles cannot tell the states of connections without cgo.
func leakBudgetOpenFiles([]byte) (open int, connections [16]int, ok bool) {
	return 0, connections, false
}
