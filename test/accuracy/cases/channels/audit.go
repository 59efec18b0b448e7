package channels

import (
	"errors"
	"io"
	"net/http"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "buffer-full", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Audit).send"},
		Requests:  200, Paths: []string{"/orders/17"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveAudit(s, (*Audit).writeAll) },
		Mended: func(s *corpus.Service) error { return serveAudit(s, (*Audit).writeOrDrop) },
	})
}

func serveAudit(s *corpus.Service, write func(*Audit)) error {
	audit := &Audit{entries: make(chan string, 64), out: &disk{free: 2 << 10}}
	go write(audit)
	s.Handle("GET /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		audit.Record("order " + r.PathValue("id") + " read by " + r.UserAgent())
		corpus.Answer(w, map[string]string{"order": r.PathValue("id"), "state": "paid"})
	})
	return nil
}

// Audit writes down who did what, without making the request wait.
type Audit struct {
	entries chan string
	out     io.Writer
	dropped int
}

func (a *Audit) Record(entry string) { go a.send(entry) }

func (a *Audit) send(entry string) {
	defer truth.Goroutine()()
	a.entries <- entry
}

// writeAll ends at the first entry that cannot be written. Nobody reads the
// entries after it.
func (a *Audit) writeAll() {
	for entry := range a.entries {
		if _, err := io.WriteString(a.out, entry+"\n"); err != nil {
			return
		}
	}
}

// writeOrDrop goes on after an entry that cannot be written.
func (a *Audit) writeOrDrop() {
	for entry := range a.entries {
		if _, err := io.WriteString(a.out, entry+"\n"); err != nil {
			a.dropped++
		}
	}
}

// disk is full one day.
type disk struct{ free int }

func (d *disk) Write(p []byte) (int, error) {
	if len(p) > d.free {
		return 0, errors.New("no space left on device")
	}
	d.free -= len(p)
	return len(p), nil
}
