package system

import (
	"net/http"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "cgo-memory", Kind: corpus.Leak, Metric: corpus.RSS,
		Requests: 300, Paths: []string{"/decode/frame"}, SettleTimeoutMs: corpus.SoonMs,
		Budgets: map[string]string{"rss": "+1MiB"},
		Build:   corpus.Cgo,
		Start: func(s *corpus.Service) error {
			return serveFrames(s, func(picture) { truth.Bytes.Add(pictureBytes) })
		},
		Mended: func(s *corpus.Service) error { return serveFrames(s, free) },
	})
}

// A picture is in memory of C, which Go's GC does not know.
const pictureBytes = 32 << 10

func serveFrames(s *corpus.Service, done func(picture)) error {
	if err := cgoAvailable(); err != nil {
		return err
	}
	s.Handle("GET /decode/{name}", func(w http.ResponseWriter, r *http.Request) {
		picture := decode(r.PathValue("name"))
		defer done(picture)
		corpus.Answer(w, map[string]int{"brightness": brightness(picture)})
	})
	return nil
}
