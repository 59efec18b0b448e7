package rare

import (
	"net/http"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "eighty-bytes-per-request", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "newClick"},
		Requests:  1000, Paths: []string{"/links/gopher"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveLinks(s, (*Trail).Click) },
		Mended: func(s *corpus.Service) error { return serveLinks(s, (*Trail).ClickBounded) },
	})
}

func serveLinks(s *corpus.Service, click func(*Trail, string) int) error {
	trail := &Trail{}
	s.Handle("GET /links/{name}", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]any{"link": r.PathValue("name"), "clicks": click(trail, r.PathValue("name"))})
	})
	return nil
}

// Trail has all clicks, the last one first.
type Trail struct {
	mu     sync.Mutex
	latest *click
	clicks int
}

// click is 80 bytes, as the allocator counts them too.
type click struct {
	before *click
	number int
	link   [64]byte
}

func (t *Trail) Click(link string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clicks++
	t.latest = newClick(t.latest, t.clicks, link)
	truth.Bytes.Add(80)
	return t.clicks
}

// ClickBounded starts a new trail after a hundred clicks.
func (t *Trail) ClickBounded(link string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clicks++
	if t.clicks%100 == 0 {
		t.latest = nil
	}
	t.latest = newClick(t.latest, t.clicks, link)
	return t.clicks
}

func newClick(before *click, number int, link string) *click {
	c := &click{before: before, number: number}
	copy(c.link[:], link)
	return c
}
