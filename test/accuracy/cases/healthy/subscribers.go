package healthy

import (
	"net/http"
	"sync/atomic"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "twenty-thousand-steady", Kind: corpus.Healthy, Metric: corpus.Goroutines,
		Requests: 300, Paths: []string{"/publish"},
		Start: serveSubscribers,
	})
}

// serveSubscribers has a goroutine for each of 20,000 subscribers, and wakes one
// of them with each request.
func serveSubscribers(s *corpus.Service) error {
	var heard, published atomic.Int64
	inboxes := make([]chan string, 20000)
	for n := range inboxes {
		inboxes[n] = make(chan string, 1)
		go listen(inboxes[n], &heard)
	}
	s.Handle("GET /publish", func(w http.ResponseWriter, r *http.Request) {
		n := published.Add(1)
		inboxes[n*7919%int64(len(inboxes))] <- r.UserAgent()
		corpus.Answer(w, map[string]int64{"heard": heard.Load()})
	})
	return nil
}

func listen(inbox <-chan string, heard *atomic.Int64) {
	for range inbox {
		heard.Add(1)
	}
}
