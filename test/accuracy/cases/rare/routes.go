package rare

import (
	"net/http"
	"strings"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "one-route-of-five", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions:       []string{pkg + "(*Export).stream"},
		Requests:        250,
		Paths:           []string{"/customers", "/customers/3", "/customers/3/orders", "/customers/export", "/version"},
		SettleTimeoutMs: corpus.SoonMs,
		Start:           func(s *corpus.Service) error { return serveCustomers(s, func(*Export) {}) },
		Mended:          func(s *corpus.Service) error { return serveCustomers(s, (*Export).Close) },
	})
}

func serveCustomers(s *corpus.Service, closeExport func(*Export)) error {
	names := []string{"ada", "bob", "cyd", "dan"}
	s.Handle("GET /customers", func(w http.ResponseWriter, r *http.Request) { corpus.Answer(w, names) })
	s.Handle("GET /customers/{id}", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]string{"id": r.PathValue("id"), "name": names[3]})
	})
	s.Handle("GET /customers/{id}/orders", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, strings.Fields("pen ink cap"))
	})
	s.Handle("GET /version", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]string{"version": "1.4.2"})
	})
	s.Handle("GET /customers/export", func(w http.ResponseWriter, r *http.Request) {
		export := NewExport(names)
		defer closeExport(export)
		for range 2 { // a preview: the first rows only
			w.Write([]byte(<-export.rows + "\n"))
		}
	})
	return nil
}

// Export hands out rows until all are taken or it is closed.
type Export struct {
	rows   chan string
	closed chan struct{}
}

func NewExport(names []string) *Export {
	e := &Export{rows: make(chan string), closed: make(chan struct{})}
	go e.stream(names)
	return e
}

func (e *Export) Close() { close(e.closed) }

func (e *Export) stream(names []string) {
	defer truth.Goroutine()()
	for n, name := range names {
		select {
		case e.rows <- strings.ToTitle(name) + strings.Repeat(";", n):
		case <-e.closed:
			return
		}
	}
}
