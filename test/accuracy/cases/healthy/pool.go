// Package healthy: services that grow, swing or wait, and leak nothing.
package healthy

import (
	"hash/crc32"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "worker-pool", Kind: corpus.Healthy, Metric: corpus.Goroutines,
		Requests: 200, Paths: []string{"/scan"},
		Start: serveScans,
	})
}

// serveScans has a pool of at most 40 workers, which gains one with every eighth
// request: +25, +15, +0.
func serveScans(s *corpus.Service) error {
	pool := &pool{jobs: make(chan []byte, 256), most: 40}
	s.Handle("GET /scan", func(w http.ResponseWriter, r *http.Request) {
		for range 4 {
			pool.submit([]byte(r.UserAgent()))
		}
		corpus.Answer(w, map[string]int64{"scanned": pool.scanned.Load()})
	})
	return nil
}

// pool adds a worker for every 32 jobs until it has the most it may have.
type pool struct {
	jobs    chan []byte
	most    int
	mu      sync.Mutex
	workers int
	taken   int
	scanned atomic.Int64
}

func (p *pool) submit(job []byte) {
	p.mu.Lock()
	if p.taken++; p.workers == 0 || p.workers < p.most && p.taken%32 == 0 {
		p.workers++
		go p.work()
	}
	p.mu.Unlock()
	p.jobs <- job
}

func (p *pool) work() {
	for job := range p.jobs {
		crc32.ChecksumIEEE(job)
		time.Sleep(time.Millisecond)
		p.scanned.Add(1)
	}
}
