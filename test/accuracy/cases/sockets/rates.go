// Package sockets: WebSockets, left open and closed.
package sockets

import (
	"net/http"

	"github.com/gorilla/websocket"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/sockets."

func init() {
	corpus.Register(corpus.Case{
		Name: "websocket-reader-stays", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Rates).read", pkg + "exchange"},
		Requests:  80, Paths: []string{"/rates/EUR"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveRates(s, (*Rates).Latest) },
		Mended: func(s *corpus.Service) error { return serveRates(s, (*Rates).LatestAndClose) },
	})
}

func serveRates(s *corpus.Service, latest func(*Rates) (string, error)) error {
	upstream, err := s.Upstream(http.HandlerFunc(exchange))
	if err != nil {
		return err
	}
	rates := &Rates{url: "ws://" + upstream}
	s.Handle("GET /rates/{currency}", func(w http.ResponseWriter, r *http.Request) {
		rate, err := latest(rates)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		corpus.Answer(w, map[string]string{r.PathValue("currency"): rate})
	})
	return nil
}

// Rates hears from an exchange.
type Rates struct {
	url string
}

// Latest takes the first rate and forgets the connection. Its reader reads on.
func (r *Rates) Latest() (string, error) {
	_, heard, err := r.listen()
	if err != nil {
		return "", err
	}
	truth.Files.Add(2)
	return <-heard, nil
}

func (r *Rates) LatestAndClose() (string, error) {
	connection, heard, err := r.listen()
	if err != nil {
		return "", err
	}
	defer connection.Close()
	return <-heard, nil
}

func (r *Rates) listen() (*websocket.Conn, <-chan string, error) {
	connection, _, err := websocket.DefaultDialer.Dial(r.url, nil)
	if err != nil {
		return nil, nil, err
	}
	heard := make(chan string, 1)
	go r.read(connection, heard)
	return connection, heard, nil
}

func (r *Rates) read(connection *websocket.Conn, heard chan<- string) {
	defer truth.Goroutine()()
	defer connection.Close()
	for {
		_, rate, err := connection.ReadMessage()
		if err != nil {
			return
		}
		select {
		case heard <- string(rate):
		default:
		}
	}
}

// exchange sends a rate and then waits for the listener to leave.
func exchange(w http.ResponseWriter, r *http.Request) {
	defer truth.Goroutine()()
	upgrader := websocket.Upgrader{}
	connection, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer connection.Close()
	if connection.WriteMessage(websocket.TextMessage, []byte("1.0842")) != nil {
		return
	}
	for {
		if _, _, err := connection.ReadMessage(); err != nil {
			return
		}
	}
}
