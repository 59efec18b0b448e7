package loops

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "grows-while-idle", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Feeds).fetch"},
		Requests:  50, Paths: []string{"/feeds"},
		Start: func(s *corpus.Service) error {
			feeds := NewFeeds()
			return serveFeeds(s, feeds, func() { feeds.watch.Do(func() { go feeds.poll((*Feeds).fetch) }) })
		},
		Mended: func(s *corpus.Service) error {
			feeds := NewFeeds()
			return serveFeeds(s, feeds, func() { feeds.watch.Do(func() { go feeds.poll((*Feeds).fetchOrDrop) }) })
		},
	})
	corpus.Register(corpus.Case{
		Name: "grows-while-idle-from-start", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Feeds).fetch"},
		Requests:  50, Paths: []string{"/feeds"},
		Start: func(s *corpus.Service) error {
			feeds := NewFeeds()
			go feeds.poll((*Feeds).fetch)
			return serveFeeds(s, feeds, func() {})
		},
		Mended: func(s *corpus.Service) error {
			feeds := NewFeeds()
			go feeds.poll((*Feeds).fetchOrDrop)
			return serveFeeds(s, feeds, func() {})
		},
	})
}

func serveFeeds(s *corpus.Service, feeds *Feeds, asked func()) error {
	s.Handle("GET /feeds", func(w http.ResponseWriter, r *http.Request) {
		asked()
		corpus.Answer(w, map[string]int64{"edition": feeds.edition.Load()})
	})
	return nil
}

// Feeds are polled in the background, for pages to show and for subscribers to hear.
type Feeds struct {
	watch   sync.Once
	edition atomic.Int64
	news    chan int64
}

func NewFeeds() *Feeds { return &Feeds{news: make(chan int64)} }

func (f *Feeds) poll(fetch func(*Feeds)) {
	for range time.Tick(100 * time.Millisecond) {
		go fetch(f)
	}
}

// fetch waits for a subscriber to take the news. There is none.
func (f *Feeds) fetch() {
	defer truth.Goroutine()()
	f.news <- f.edition.Add(1)
}

func (f *Feeds) fetchOrDrop() {
	defer truth.Goroutine()()
	select {
	case f.news <- f.edition.Add(1):
	default:
	}
}
