//go:build linux || darwin

package net

// A known leak, for `leak-budget selftest`. What stays behind does not bear the
// agent's prefix: it must be seen just as a leak of the service's own is.

// plantedPiece takes 1 KiB, a size class of its own: what is asked for is what is held.
type plantedPiece struct {
	next *plantedPiece
	rest [1<<10 - 8]byte
}

var (
	plantedMemory *plantedPiece
	plantedPieces int
	plantedDone   = make(chan struct{})
)

// leakBudgetPlant leaves goroutines that nobody can wake and memory that nobody
// lets go. No arguments to `go`: they would add a frame with the agent's prefix.
func leakBudgetPlant(w *leakBudgetWorker, goroutines, bytes uint64) {
	for ; goroutines > 0; goroutines-- {
		go plantedLeakOfGoroutines()
	}
	plantedPieces = int(bytes >> 10)
	go plantedLeakOfMemory()
	<-plantedDone
	leakBudgetHead(w, "200 OK", "application/json", "")
	leakBudgetText(w, "{}")
}

func plantedLeakOfGoroutines() {
	<-make(chan struct{})
}

func plantedLeakOfMemory() {
	for i := 0; i < plantedPieces; i++ {
		plantedMemory = &plantedPiece{next: plantedMemory}
	}
	plantedDone <- struct{}{}
}
