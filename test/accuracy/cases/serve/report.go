package serve

import (
	"encoding/json"
	"os"
	"strings"
	"time"

	"go.uber.org/goleak"
)

// Truth is what a case has leaked since it started, counted by the case itself.
type Truth struct {
	Goroutines int64 `json:"goroutines"`
	Bytes      int64 `json:"bytes"`
	Files      int64 `json:"files"`
}

// report is what a case leaves in the file that ACCURACY_REPORT names.
type report struct {
	Truth
	// Goleak is how many goroutines goleak finds that were not there before the
	// load, as at the end of a test; null where it comes to no end in time.
	Goleak *int `json:"goleak"`
}

// One look of goleak at 100,000 goroutines takes seconds, and it looks up to 20 times.
const goleakTimeout = 10 * time.Second

// Watch knows what ran before the load.
type Watch struct{ ignored []goleak.Option }

// Begin is called once the service serves.
func Begin() *Watch {
	return &Watch{[]goleak.Option{
		goleak.IgnoreCurrent(),
		// The agent, which only we have added.
		goleak.IgnoreAnyFunction("net.leakBudgetServe"),
	}}
}

// End is called when the service serves no more. It looks for leaks as goleak
// does and leaves the report.
func (w *Watch) End(truth Truth) error {
	file := os.Getenv("ACCURACY_REPORT")
	if file == "" {
		return nil
	}
	text, err := json.Marshal(report{truth, w.findLeaks()})
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

func (w *Watch) findLeaks() *int {
	found := make(chan int, 1)
	go func() {
		if err := goleak.Find(w.ignored...); err != nil {
			found <- strings.Count(err.Error(), " on top of the stack:")
			return
		}
		found <- 0
	}()
	select {
	case n := <-found:
		return &n
	case <-time.After(goleakTimeout):
		return nil
	}
}
