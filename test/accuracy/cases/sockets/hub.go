package sockets

import (
	"net/http"
	"strings"

	"github.com/gorilla/websocket"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "websocket-hub", Kind: corpus.Healthy, Metric: corpus.Goroutines,
		Requests: 100, Paths: []string{"/say/hello"},
		Start: serveHub,
	})
}

// serveHub serves a chat room, and a page whose visitor joins it, says one
// thing, hears it and leaves.
func serveHub(s *corpus.Service) error {
	hub := newHub()
	go hub.run()
	s.Handle("GET /room", hub.join)
	s.Handle("GET /say/{word}", func(w http.ResponseWriter, r *http.Request) {
		heard, err := say("ws://"+r.Host+"/room", r.PathValue("word"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		corpus.Answer(w, map[string]string{"heard": heard})
	})
	return nil
}

func say(url, word string) (heard string, err error) {
	visitor, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return "", err
	}
	defer visitor.Close()
	if err := visitor.WriteMessage(websocket.TextMessage, []byte(word)); err != nil {
		return "", err
	}
	_, message, err := visitor.ReadMessage()
	return string(message), err
}

// hub passes on what each member says to all.
type hub struct {
	members map[*member]bool
	joined  chan *member
	left    chan *member
	said    chan string
}

type member struct {
	connection *websocket.Conn
	hears      chan string
}

func newHub() *hub {
	return &hub{
		members: map[*member]bool{},
		joined:  make(chan *member), left: make(chan *member), said: make(chan string),
	}
}

func (h *hub) run() {
	for {
		select {
		case m := <-h.joined:
			h.members[m] = true
		case m := <-h.left:
			delete(h.members, m)
			close(m.hears)
		case word := <-h.said:
			for m := range h.members {
				select {
				case m.hears <- word:
				default: // too slow to hear everything
				}
			}
		}
	}
}

func (h *hub) join(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	connection, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	m := &member{connection: connection, hears: make(chan string, 16)}
	h.joined <- m
	go m.write()
	h.read(m)
}

func (h *hub) read(m *member) {
	defer func() { h.left <- m }()
	for {
		_, word, err := m.connection.ReadMessage()
		if err != nil {
			return
		}
		h.said <- strings.ToUpper(string(word))
	}
}

func (m *member) write() {
	defer m.connection.Close()
	for word := range m.hears {
		if m.connection.WriteMessage(websocket.TextMessage, []byte(word)) != nil {
			return
		}
	}
}
