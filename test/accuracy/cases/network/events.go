package network

import (
	"bufio"
	"context"
	"fmt"
	"net/http"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "server-stream-never-ended", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Scores).Stream"},
		Requests:  80, Paths: []string{"/match/3"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveMatches(s, (*Scores).Stream) },
		Mended: func(s *corpus.Service) error { return serveMatches(s, (*Scores).StreamWhileHeard) },
	})
}

// serveMatches serves the stream, and a page that listens to it for one event
// and then leaves as a browser does.
func serveMatches(s *corpus.Service, stream func(*Scores, http.ResponseWriter, *http.Request)) error {
	scores := &Scores{goals: make(chan string)}
	s.Handle("GET /match/{id}/events", func(w http.ResponseWriter, r *http.Request) { stream(scores, w, r) })
	s.Handle("GET /match/{id}", func(w http.ResponseWriter, r *http.Request) {
		event, err := firstEvent(r.Context(), "http://"+r.Host+r.URL.Path+"/events")
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		corpus.Answer(w, map[string]string{"score": event})
	})
	return nil
}

// Scores streams goals.
type Scores struct {
	goals chan string
}

// Stream waits for the next goal, also when nobody listens any more.
func (s *Scores) Stream(w http.ResponseWriter, r *http.Request) {
	defer truth.Goroutine()()
	truth.Files.Add(1)
	send(w, "0:0")
	for goal := range s.goals {
		send(w, goal)
	}
}

func (s *Scores) StreamWhileHeard(w http.ResponseWriter, r *http.Request) {
	defer truth.Goroutine()()
	send(w, "0:0")
	for {
		select {
		case goal := <-s.goals:
			send(w, goal)
		case <-r.Context().Done():
			return
		}
	}
}

func send(w http.ResponseWriter, event string) {
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprintf(w, "data: %s\n\n", event)
	w.(http.Flusher).Flush()
}

func firstEvent(ctx context.Context, url string) (string, error) {
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	return bufio.NewReader(response.Body).ReadString('\n')
}
