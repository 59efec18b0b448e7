// Package memory: leaks of bytes that something still refers to.
package memory

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/memory."

func init() {
	corpus.Register(corpus.Case{
		Name: "map-cache", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "render"},
		Requests:  300, Paths: []string{"/search?q=go"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveSearch(s, (*Search).Find) },
		Mended: func(s *corpus.Service) error { return serveSearch(s, (*Search).FindByTerm) },
	})
}

func serveSearch(s *corpus.Service, find func(*Search, string, time.Time) []byte) error {
	search := &Search{pages: map[string][]byte{}}
	s.Handle("GET /search", func(w http.ResponseWriter, r *http.Request) {
		w.Write(find(search, r.URL.Query().Get("q"), time.Now()))
	})
	return nil
}

// Search keeps the pages it has made.
type Search struct {
	mu    sync.Mutex
	pages map[string][]byte
}

// Find has the time in its key: no page is ever found again, none is ever deleted.
func (s *Search) Find(term string, now time.Time) []byte {
	key := fmt.Sprintf("%s@%d", term, now.UnixNano())
	s.mu.Lock()
	defer s.mu.Unlock()
	page, kept := s.pages[key]
	if !kept {
		page = render(term)
		s.pages[key] = page
		truth.Bytes.Add(int64(cap(page)))
	}
	return page
}

func (s *Search) FindByTerm(term string, _ time.Time) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	page, kept := s.pages[term]
	if !kept {
		page = render(term)
		s.pages[term] = page
	}
	return page
}

func render(term string) []byte {
	page := make([]byte, 0, 1024)
	page = append(page, "<h1>"+strings.ToTitle(term)+"</h1>"...)
	for n := range 20 {
		page = fmt.Appendf(page, "<li>%s %d</li>", term, n)
	}
	return page
}
