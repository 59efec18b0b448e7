package healthy

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "ttl-cache", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 300, Paths: []string{"/rates"},
		Start: serveRates,
	})
}

// serveRates keeps each rate for six seconds, and sweeps out the old ones every second.
func serveRates(s *corpus.Service) error {
	cache := &ttl{kept: map[string]rate{}}
	go cache.sweep(6 * time.Second)
	s.Handle("GET /rates", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]int{"bytes": len(cache.next().table)})
	})
	return nil
}

type rate struct {
	table []byte
	at    time.Time
}

type ttl struct {
	mu    sync.Mutex
	kept  map[string]rate
	asked int
}

// next is a rate that nobody has asked for yet.
func (c *ttl) next() rate {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	fetched := rate{table: make([]byte, 2048), at: time.Now()}
	c.kept["pair-"+strconv.Itoa(c.asked)] = fetched
	return fetched
}

func (c *ttl) sweep(keep time.Duration) {
	for now := range time.Tick(time.Second) {
		c.mu.Lock()
		for pair, rate := range c.kept {
			if now.Sub(rate.at) > keep {
				delete(c.kept, pair)
			}
		}
		c.mu.Unlock()
	}
}
