package rare

import (
	"net/http"
	"sync"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "two-hundred-bytes-per-request", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "(*History).Add"},
		Requests:  1000, Paths: []string{"/pages/home"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return servePages(s, (*History).Add) },
		Mended: func(s *corpus.Service) error { return servePages(s, (*History).AddLast) },
	})
}

func servePages(s *corpus.Service, add func(*History, string)) error {
	history := &History{}
	s.Handle("GET /pages/{name}", func(w http.ResponseWriter, r *http.Request) {
		add(history, r.PathValue("name"))
		corpus.Answer(w, map[string]string{"page": r.PathValue("name")})
	})
	return nil
}

// History leads from the last visit back to the first.
type History struct {
	mu   sync.Mutex
	last *visit
}

// visit has 200 bytes, for which the allocator takes 208.
type visit struct {
	previous *visit
	at       time.Time
	page     [168]byte
}

func (h *History) Add(page string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	v := &visit{previous: h.last, at: time.Now()}
	copy(v.page[:], page)
	h.last = v
	truth.Bytes.Add(208)
}

// AddLast forgets all but the visit before.
func (h *History) AddLast(page string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	v := &visit{previous: h.last, at: time.Now()}
	copy(v.page[:], page)
	if v.previous != nil {
		v.previous.previous = nil
	}
	h.last = v
}
