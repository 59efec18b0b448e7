package system

import (
	"net/http"
	"runtime"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "threads-locked-and-left", Kind: corpus.Leak, Metric: corpus.Threads,
		Functions: []string{pkg + "(*Renderer).loop"},
		Requests:  30, Paths: []string{"/map/59/10"}, SettleTimeoutMs: corpus.SoonMs,
		Budgets: map[string]string{"threads": "+5"},
		Start:   func(s *corpus.Service) error { return serveMaps(s, func(*Renderer) {}) },
		Mended:  func(s *corpus.Service) error { return serveMaps(s, (*Renderer).Close) },
	})
}

func serveMaps(s *corpus.Service, leave func(*Renderer)) error {
	s.Handle("GET /map/{lat}/{lon}", func(w http.ResponseWriter, r *http.Request) {
		renderer := NewRenderer()
		defer leave(renderer)
		renderer.scenes <- r.PathValue("lat") + "N " + r.PathValue("lon") + "E"
		corpus.Answer(w, map[string]int{"pixels": <-renderer.pixels})
	})
	return nil
}

// Renderer draws with a library that wants one thread for itself, until Close.
type Renderer struct {
	scenes chan string
	pixels chan int
}

func NewRenderer() *Renderer {
	r := &Renderer{scenes: make(chan string), pixels: make(chan int)}
	go r.loop()
	return r
}

func (r *Renderer) Close() { close(r.scenes) }

func (r *Renderer) loop() {
	defer truth.Goroutine()()
	runtime.LockOSThread()
	for scene := range r.scenes {
		r.pixels <- 256 * len(scene)
	}
}
