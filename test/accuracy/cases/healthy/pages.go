package healthy

import (
	"bytes"
	"fmt"
	"net/http"
	"sync"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "sync-pool", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 400, Paths: []string{"/pages/12"},
		Start: servePages,
	})
}

// servePages writes each page into a buffer of up to a megabyte from a pool.
func servePages(s *corpus.Service) error {
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	s.Handle("GET /pages/{n}", func(w http.ResponseWriter, r *http.Request) {
		buffer := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buffer)
		buffer.Reset()
		for row := range 20000 {
			fmt.Fprintf(buffer, "<tr><td>%s</td><td>%d</td></tr>\n", r.PathValue("n"), row)
		}
		corpus.Answer(w, map[string]int{"bytes": buffer.Len()})
	})
	return nil
}
