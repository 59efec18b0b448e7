package healthy

import (
	"net/http"
	"sync"
	"time"

	"example.com/cases/corpus"
)

func init() {
	register := func(name string, hold time.Duration) {
		corpus.Register(corpus.Case{
			Name: name, Kind: corpus.Healthy, Metric: corpus.Goroutines,
			Requests: 200, Paths: []string{"/hold"},
			Start: func(s *corpus.Service) error { return serveSeats(s, hold) },
		})
	}
	register("clean-up-after-5s", 5*time.Second)
	register("clean-up-after-15s", 15*time.Second)
	register("clean-up-after-25s", 25*time.Second)
}

// serveSeats holds a seat for whoever asks, for a while.
func serveSeats(s *corpus.Service, hold time.Duration) error {
	seats := &seats{held: map[int]*order{}}
	s.Handle("GET /hold", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]any{"seat": seats.hold(hold), "for": hold.String()})
	})
	return nil
}

type seats struct {
	mu   sync.Mutex
	last int
	held map[int]*order
}

type order struct {
	form [1024]byte
}

func (s *seats) hold(hold time.Duration) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	s.held[s.last] = &order{}
	go s.release(s.last, hold)
	return s.last
}

func (s *seats) release(seat int, after time.Duration) {
	time.Sleep(after)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.held, seat)
}
