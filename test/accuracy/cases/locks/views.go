// Package locks: leaks of goroutines that wait for a lock or for each other.
package locks

import (
	"net/http"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/locks."

func init() {
	corpus.Register(corpus.Case{
		Name: "lock-never-released", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Views).Add"},
		Requests:  200, Paths: []string{"/articles/draft"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveArticles(s, (*Views).Add) },
		Mended: func(s *corpus.Service) error { return serveArticles(s, (*Views).AddDeferred) },
	})
}

func serveArticles(s *corpus.Service, add func(*Views, string)) error {
	views := &Views{of: map[string]int{"home": 0, "about": 0}}
	s.Handle("GET /articles/{slug}", func(w http.ResponseWriter, r *http.Request) {
		go add(views, r.PathValue("slug"))
		corpus.Answer(w, map[string]string{"article": r.PathValue("slug")})
	})
	return nil
}

// Views counts how often an article was read.
type Views struct {
	mu sync.Mutex
	of map[string]int
}

// Add returns with the lock held when it does not know the article.
func (v *Views) Add(slug string) {
	defer truth.Goroutine()()
	v.mu.Lock()
	if _, known := v.of[slug]; !known {
		return
	}
	v.of[slug]++
	v.mu.Unlock()
}

func (v *Views) AddDeferred(slug string) {
	defer truth.Goroutine()()
	v.mu.Lock()
	defer v.mu.Unlock()
	if _, known := v.of[slug]; !known {
		return
	}
	v.of[slug]++
}
