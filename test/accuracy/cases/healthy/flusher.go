package healthy

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "periodic-flusher", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 300, Paths: []string{"/cart"},
		Start: serveCart,
	})
}

// serveCart keeps an event for each request and sends them off every three seconds.
func serveCart(s *corpus.Service) error {
	events := &events{}
	go events.flushEvery(3 * time.Second)
	s.Handle("GET /cart", func(w http.ResponseWriter, r *http.Request) {
		events.add(event{Path: r.URL.Path, Agent: r.UserAgent(), At: time.Now(), Trace: make([]byte, 512)})
		corpus.Answer(w, map[string]int{"items": 3})
	})
	return nil
}

type event struct {
	Path, Agent string
	At          time.Time
	Trace       []byte
}

type events struct {
	mu   sync.Mutex
	kept []event
}

func (e *events) add(one event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.kept = append(e.kept, one)
}

func (e *events) flushEvery(period time.Duration) {
	for range time.Tick(period) {
		e.mu.Lock()
		batch := e.kept
		e.kept = nil
		e.mu.Unlock()
		packed := gzip.NewWriter(io.Discard)
		json.NewEncoder(packed).Encode(batch)
		packed.Close()
	}
}
