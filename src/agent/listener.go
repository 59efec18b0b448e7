//go:build linux || darwin

package net

// The agent of go-leak-budget. `go build -overlay` adds these files to the
// standard package net, the only place that every way of building a service
// links. Without LEAK_BUDGET_AGENT they do nothing.
//
// The agent answers HTTP/1.1 on the unix socket <directory>/<pid>.sock through
// raw system calls: no netpoll, no os.File, no descriptor that the service
// could collide with. Every function's name starts with leakBudget, so that
// readers of profiles recognise the agent's stacks and leave them out. Its
// buffers are static, so that looking at the heap does not change it.

import (
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const leakBudgetMost = 8

// leakBudgetWorker is one goroutine's memory. Workers take turns to accept, so
// that a silent client keeps one of them busy and not the next client waiting.
// They never end: their number is exactly what the goroutine count has too much.
type leakBudgetWorker struct {
	descriptor int
	input      [4 << 10]byte
	output     [8 << 10]byte
	held       int
	started    bool
	err        error
	stats      runtime.MemStats
}

var (
	leakBudgetPath     string
	leakBudgetListener int
	leakBudgetTurn     sync.Mutex
	leakBudgetWaiting  int32
	leakBudgetRunning  int32
	leakBudgetClients  int32
	leakBudgetWorkers  [leakBudgetMost]leakBudgetWorker
)

func init() {
	leakBudgetStart()
}

func leakBudgetStart() {
	directory := os.Getenv("LEAK_BUDGET_AGENT")
	if directory == "" {
		return
	}
	leakBudgetPath = directory + "/" + strconv.Itoa(os.Getpid()) + ".sock"
	if leakBudgetListen() != nil {
		return
	}
	leakBudgetRunning = 1
	LeakBudgetOn = true
	go leakBudgetServe(&leakBudgetWorkers[0])
}

// leakBudgetListen binds before main runs, for a service may chroot or drop its
// privileges. A file of that name was left by this very process, before it
// re-executed itself.
func leakBudgetListen() error {
	descriptor, err := leakBudgetSocket()
	if err != nil {
		return err
	}
	descriptor = leakBudgetOutOfTheWay(descriptor)
	syscall.Unlink(leakBudgetPath)
	err = syscall.Bind(descriptor, &syscall.SockaddrUnix{Name: leakBudgetPath})
	if err == nil {
		err = syscall.Listen(descriptor, 16)
	}
	if err == nil {
		err = syscall.SetNonblock(descriptor, true)
	}
	if err != nil {
		syscall.Close(descriptor)
		return err
	}
	leakBudgetListener = descriptor
	return nil
}

// leakBudgetOutOfTheWay moves a descriptor to a number that a program which
// closes all its own and listens anew does not get; lower where the limit is low.
func leakBudgetOutOfTheWay(descriptor int) int {
	for least := 500; least >= 50; least /= 2 {
		moved, _, failed := syscall.Syscall(syscall.SYS_FCNTL, uintptr(descriptor), syscall.F_DUPFD_CLOEXEC, uintptr(least))
		if failed == 0 {
			syscall.Close(descriptor)
			return int(moved)
		}
	}
	return descriptor
}

// leakBudgetOurs says whether the descriptor still is the agent's: a service
// may close all descriptors, and get the same number again for a socket of its own.
func leakBudgetOurs() bool {
	address, err := syscall.Getsockname(leakBudgetListener)
	if err != nil {
		return false
	}
	unix, ok := address.(*syscall.SockaddrUnix)
	return ok && unix.Name == leakBudgetPath
}

func leakBudgetServe(w *leakBudgetWorker) {
	for {
		atomic.AddInt32(&leakBudgetWaiting, 1)
		leakBudgetTurn.Lock()
		atomic.AddInt32(&leakBudgetWaiting, -1)
		descriptor, ok := leakBudgetNext()
		if !ok {
			leakBudgetTurn.Unlock()
			return
		}
		if atomic.LoadInt32(&leakBudgetWaiting) == 0 && leakBudgetRunning < leakBudgetMost {
			next := &leakBudgetWorkers[leakBudgetRunning]
			atomic.AddInt32(&leakBudgetRunning, 1)
			go leakBudgetServe(next)
		}
		leakBudgetTurn.Unlock()
		leakBudgetConnection(w, descriptor)
	}
}

// Between two looks for a client. An accept that blocks would keep its P, the
// only one of a service on one core, until the runtime's monitor takes it back:
// up to 10 ms after each look.
const leakBudgetPause = 5 * time.Millisecond

// leakBudgetNext waits for a client. False: the socket was lost for good, for
// example closed after a chroot.
func leakBudgetNext() (int, bool) {
	for failures := 0; failures < 50; {
		// A descriptor that is somebody else's by now may have clients of its own.
		if !leakBudgetOurs() && leakBudgetListen() != nil {
			failures++
			time.Sleep(50 * time.Millisecond)
			continue
		}
		descriptor, err := leakBudgetAccept(leakBudgetListener)
		if err == syscall.EAGAIN {
			time.Sleep(leakBudgetPause)
			continue
		}
		if err == syscall.EINTR || err == syscall.ECONNABORTED {
			continue
		}
		if err == nil {
			return descriptor, true
		}
		// Out of descriptors, for one: it may pass.
		time.Sleep(50 * time.Millisecond)
	}
	return 0, false
}
