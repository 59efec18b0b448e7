// Package loops: leaks of goroutines that wake again and again.
package loops

import (
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/loops."

func init() {
	corpus.Register(corpus.Case{
		Name: "sleep-and-retry", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Webhook).deliver"},
		Requests:  200, Paths: []string{"/orders"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveOrders(s, (*Webhook).deliver) },
		Mended: func(s *corpus.Service) error { return serveOrders(s, (*Webhook).deliverOrGiveUp) },
	})
}

func serveOrders(s *corpus.Service, deliver func(*Webhook, int64)) error {
	webhook := &Webhook{post: func(int64) error { return errors.New("410 Gone") }}
	var orders atomic.Int64
	s.Handle("GET /orders", func(w http.ResponseWriter, r *http.Request) {
		id := orders.Add(1)
		go deliver(webhook, id)
		corpus.Answer(w, map[string]int64{"order": id})
	})
	return nil
}

// Webhook tells a customer's server of each order.
type Webhook struct {
	post     func(order int64) error
	attempts atomic.Int64
}

// deliver tries for ever, also where nobody will ever answer.
func (h *Webhook) deliver(order int64) {
	defer truth.Goroutine()()
	for {
		h.attempts.Add(1)
		if h.post(order) == nil {
			return
		}
		time.Sleep(500 * time.Millisecond)
	}
}

func (h *Webhook) deliverOrGiveUp(order int64) {
	defer truth.Goroutine()()
	for range 3 {
		h.attempts.Add(1)
		if h.post(order) == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}
