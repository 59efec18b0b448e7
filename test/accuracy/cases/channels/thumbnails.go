package channels

import (
	"hash/crc32"
	"net/http"
	"strconv"
	"sync/atomic"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "range-over-unclosed", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Album).resize"},
		Requests:  150, Paths: []string{"/albums/4/thumbnails"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveAlbum(s, (*Album).Render) },
		Mended: func(s *corpus.Service) error { return serveAlbum(s, (*Album).RenderAndClose) },
	})
}

func serveAlbum(s *corpus.Service, render func(*Album, int)) error {
	album := &Album{}
	s.Handle("GET /albums/{id}/thumbnails", func(w http.ResponseWriter, r *http.Request) {
		render(album, 8)
		corpus.Answer(w, map[string]any{"album": r.PathValue("id"), "rendered": album.rendered.Load()})
	})
	return nil
}

// Album makes thumbnails, two at a time.
type Album struct {
	rendered atomic.Int64
}

// Render hands out the photos, and never says that there are no more.
func (a *Album) Render(photos int) {
	jobs := make(chan int)
	go a.resize(jobs)
	go a.resize(jobs)
	for photo := range photos {
		jobs <- photo
	}
}

func (a *Album) RenderAndClose(photos int) {
	jobs := make(chan int)
	defer close(jobs)
	go a.resize(jobs)
	go a.resize(jobs)
	for photo := range photos {
		jobs <- photo
	}
}

func (a *Album) resize(jobs <-chan int) {
	defer truth.Goroutine()()
	for photo := range jobs {
		crc32.ChecksumIEEE([]byte("photo " + strconv.Itoa(photo)))
		a.rendered.Add(1)
	}
}
