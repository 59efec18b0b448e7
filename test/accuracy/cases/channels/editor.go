package channels

import (
	"net/http"
	"strings"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "select-without-cancel", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Editor).run"},
		Requests:  200, Paths: []string{"/drafts/7"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveDrafts(s, func(*Editor) {}) },
		Mended: func(s *corpus.Service) error { return serveDrafts(s, (*Editor).Stop) },
	})
}

func serveDrafts(s *corpus.Service, leave func(*Editor)) error {
	s.Handle("GET /drafts/{id}", func(w http.ResponseWriter, r *http.Request) {
		editor := NewEditor()
		defer leave(editor)
		editor.keys <- "draft " + r.PathValue("id")
		corpus.Answer(w, map[string]string{"text": <-editor.saved})
	})
	return nil
}

// Editor saves what is typed until Stop, which who made it has to call.
type Editor struct {
	keys  chan string
	saved chan string
	stop  chan struct{}
}

func NewEditor() *Editor {
	e := &Editor{keys: make(chan string), saved: make(chan string, 1), stop: make(chan struct{})}
	go e.run()
	return e
}

func (e *Editor) Stop() { close(e.stop) }

func (e *Editor) run() {
	defer truth.Goroutine()()
	for {
		select {
		case text := <-e.keys:
			e.saved <- strings.ToUpper(text)
		case <-e.stop:
			return
		}
	}
}
