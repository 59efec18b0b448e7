package healthy

import (
	"net/http"
	"sync/atomic"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "background-job-swings", Kind: corpus.Healthy, Metric: corpus.Goroutines,
		Requests: 200, Paths: []string{"/health-of/fleet"},
		Start: serveFleet,
	})
}

// serveFleet asks twelve machines how they are, once a second: for 300 ms of each
// second there are twelve goroutines more.
func serveFleet(s *corpus.Service) error {
	var answers atomic.Int64
	go func() {
		for range time.Tick(time.Second) {
			for range 12 {
				go probe(&answers)
			}
		}
	}()
	s.Handle("GET /health-of/fleet", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]int64{"answers": answers.Load()})
	})
	return nil
}

func probe(answers *atomic.Int64) {
	time.Sleep(300 * time.Millisecond)
	answers.Add(1)
}
