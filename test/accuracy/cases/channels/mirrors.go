package channels

import (
	"net/http"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "many-senders-one-receiver", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Mirrors).fetch"},
		Requests:  100, Paths: []string{"/packages/left-pad"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveMirrors(s, (*Mirrors).First) },
		Mended: func(s *corpus.Service) error { return serveMirrors(s, (*Mirrors).FirstOfAll) },
	})
}

func serveMirrors(s *corpus.Service, first func(*Mirrors, string) string) error {
	mirrors := &Mirrors{hosts: []string{"ams", "fra", "nyc", "sin", "syd"}}
	s.Handle("GET /packages/{name}", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]string{"from": first(mirrors, r.PathValue("name"))})
	})
	return nil
}

// Mirrors all have the same packages.
type Mirrors struct {
	hosts []string
}

// First asks all mirrors and hears only the fastest: the other four wait for ever.
func (m *Mirrors) First(name string) string {
	answers := make(chan string)
	for _, host := range m.hosts {
		go m.fetch(host, name, answers)
	}
	return <-answers
}

// FirstOfAll has room for what comes late.
func (m *Mirrors) FirstOfAll(name string) string {
	answers := make(chan string, len(m.hosts))
	for _, host := range m.hosts {
		go m.fetch(host, name, answers)
	}
	return <-answers
}

func (m *Mirrors) fetch(host, name string, answers chan<- string) {
	defer truth.Goroutine()()
	time.Sleep(time.Duration(len(host)+len(name)) * 100 * time.Microsecond)
	answers <- host + "/" + name
}
