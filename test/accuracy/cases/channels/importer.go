package channels

import (
	"fmt"
	"net/http"
	"strings"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "double-send", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Importer).check"},
		Requests:  200, Paths: []string{"/import"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveImporter(s, (*Importer).check) },
		Mended: func(s *corpus.Service) error { return serveImporter(s, (*Importer).checkOnce) },
	})
}

func serveImporter(s *corpus.Service, check func(*Importer, string, chan<- error)) error {
	importer := &Importer{columns: 3}
	s.Handle("GET /import", func(w http.ResponseWriter, r *http.Request) {
		result := make(chan error)
		go check(importer, "4711;pen", result)
		corpus.Answer(w, map[string]string{"refused": fmt.Sprint(<-result)})
	})
	return nil
}

// Importer reads lines of a fixed number of columns.
type Importer struct {
	columns int
}

// check goes on after an error, and says a second time how it went.
func (i *Importer) check(line string, result chan<- error) {
	defer truth.Goroutine()()
	if n := len(strings.Split(line, ";")); n != i.columns {
		result <- fmt.Errorf("%d columns, expected %d", n, i.columns)
	}
	result <- nil
}

func (i *Importer) checkOnce(line string, result chan<- error) {
	defer truth.Goroutine()()
	if n := len(strings.Split(line, ";")); n != i.columns {
		result <- fmt.Errorf("%d columns, expected %d", n, i.columns)
		return
	}
	result <- nil
}
