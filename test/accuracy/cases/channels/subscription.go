package channels

import (
	"net/http"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "nil-channel", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Subscription).wait"},
		Requests:  200, Paths: []string{"/stock/42"}, SettleTimeoutMs: corpus.SoonMs,
		Start: func(s *corpus.Service) error {
			return serveStock(s, func(item string) *Subscription { return &Subscription{item: item} })
		},
		Mended: func(s *corpus.Service) error { return serveStock(s, NewSubscription) },
	})
}

func serveStock(s *corpus.Service, subscribe func(string) *Subscription) error {
	s.Handle("GET /stock/{item}", func(w http.ResponseWriter, r *http.Request) {
		subscription := subscribe(r.PathValue("item"))
		go subscription.wait()
		corpus.Answer(w, map[string]any{"item": subscription.item, "left": len(subscription.item)})
		subscription.Close()
	})
	return nil
}

// Subscription hears of one item until it is closed. Without NewSubscription its
// channel is nil, and waiting on it never ends.
type Subscription struct {
	item string
	done chan struct{}
}

func NewSubscription(item string) *Subscription {
	return &Subscription{item: item, done: make(chan struct{})}
}

func (s *Subscription) wait() {
	defer truth.Goroutine()()
	<-s.done
}

func (s *Subscription) Close() {
	if s.done != nil {
		close(s.done)
	}
}
