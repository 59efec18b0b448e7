package loops

import (
	"net/http"
	"sync/atomic"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "ticker-not-stopped", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Player).beat"},
		Requests:  200, Paths: []string{"/play/7"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return servePlayers(s, func(*Player) {}) },
		Mended: func(s *corpus.Service) error { return servePlayers(s, (*Player).Leave) },
	})
}

func servePlayers(s *corpus.Service, leave func(*Player)) error {
	s.Handle("GET /play/{game}", func(w http.ResponseWriter, r *http.Request) {
		player := Join()
		defer leave(player)
		corpus.Answer(w, map[string]any{"game": r.PathValue("game"), "beats": player.beats.Load()})
	})
	return nil
}

// Player is alive as long as its heart beats, until Leave.
type Player struct {
	ticker *time.Ticker
	left   chan struct{}
	beats  atomic.Int64
}

func Join() *Player {
	p := &Player{ticker: time.NewTicker(300 * time.Millisecond), left: make(chan struct{})}
	go p.beat()
	return p
}

func (p *Player) Leave() {
	p.ticker.Stop()
	close(p.left)
}

func (p *Player) beat() {
	defer truth.Goroutine()()
	for {
		select {
		case <-p.ticker.C:
			p.beats.Add(1)
		case <-p.left:
			return
		}
	}
}
