// Package rare: leaks that are small, or that only some requests show.
package rare

import (
	"net/http"
	"sync/atomic"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/rare."

func init() {
	corpus.Register(corpus.Case{
		Name: "one-goroutine-per-thousand", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Raffle).announce"},
		Requests:  2000, Paths: []string{"/tickets"}, SettleTimeoutMs: corpus.SoonMs,
		Start: func(s *corpus.Service) error { return serveRaffle(s, &Raffle{winners: make(chan int64)}) },
		Mended: func(s *corpus.Service) error {
			raffle := &Raffle{winners: make(chan int64)}
			go raffle.publish()
			return serveRaffle(s, raffle)
		},
	})
}

func serveRaffle(s *corpus.Service, raffle *Raffle) error {
	s.Handle("GET /tickets", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]int64{"ticket": raffle.Draw()})
	})
	return nil
}

// Raffle has one winner in a thousand tickets.
type Raffle struct {
	tickets atomic.Int64
	winners chan int64
	board   atomic.Int64
}

func (r *Raffle) Draw() int64 {
	ticket := r.tickets.Add(1)
	if ticket%1000 == 0 {
		go r.announce(ticket)
	}
	return ticket
}

// announce waits for a board that nobody has put up.
func (r *Raffle) announce(ticket int64) {
	defer truth.Goroutine()()
	r.winners <- ticket
}

func (r *Raffle) publish() {
	for ticket := range r.winners {
		r.board.Store(ticket)
	}
}
