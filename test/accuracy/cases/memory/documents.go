package memory

import (
	"net/http"
	"runtime"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "finalizer-cycle", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "open"},
		Requests:  200, Paths: []string{"/documents/12"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveDocuments(s, openWithFinalizer) },
		Mended: func(s *corpus.Service) error { return serveDocuments(s, openWithCleanup) },
	})
}

func serveDocuments(s *corpus.Service, open func(string) *document) error {
	s.Handle("GET /documents/{id}", func(w http.ResponseWriter, r *http.Request) {
		document := open(r.PathValue("id"))
		corpus.Answer(w, map[string]int{"words": document.pages[0].words()})
	})
	return nil
}

type document struct {
	handle int
	pages  []*page
}

// page knows its document, which knows its pages.
type page struct {
	of   *document
	text []byte
}

const textBytes = 2048

// openWithFinalizer never has its finalizer run: the document is reachable from
// itself, and an object with a finalizer in a cycle is never freed.
func openWithFinalizer(id string) *document {
	d := open(id)
	runtime.SetFinalizer(d, func(d *document) { release(d.handle) })
	truth.Bytes.Add(textBytes + 32 + 32 + 8) // the text, the page, the document, its list
	return d
}

func openWithCleanup(id string) *document {
	d := open(id)
	runtime.AddCleanup(d, release, d.handle)
	return d
}

func open(id string) *document {
	d := &document{handle: len(id)}
	text := make([]byte, textBytes)
	copy(text, "The document "+id+" has few words.")
	d.pages = append(d.pages, &page{of: d, text: text})
	return d
}

func release(handle int) { runtime.KeepAlive(handle) }

func (p *page) words() int {
	words := 0
	for _, letter := range p.text {
		if letter == ' ' {
			words++
		}
	}
	return words + 1
}
