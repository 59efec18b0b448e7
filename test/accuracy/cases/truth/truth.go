// Package truth counts what the case that is being served has leaked so far.
// The case itself counts, at the line that leaks; nothing is inferred.
package truth

import "sync/atomic"

var (
	Goroutines atomic.Int64
	// Bytes of heap that can never be freed, as the allocator rounds them. Where a
	// map or a slice is part of the leak, its own growth is left out.
	Bytes atomic.Int64
	// Files are file descriptors: of files, sockets and pipes.
	Files atomic.Int64
)

// Goroutine counts the goroutine that calls it for as long as it lives:
//
//	defer truth.Goroutine()()
func Goroutine() (ended func()) {
	Goroutines.Add(1)
	return goroutineEnded
}

func goroutineEnded() { Goroutines.Add(-1) }
