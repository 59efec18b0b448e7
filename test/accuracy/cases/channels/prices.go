package channels

import (
	"net/http"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "hundred-thousand-on-one-channel", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*PriceList).refresh"},
		Requests:  50, Paths: []string{"/catalogue"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return servePrices(s, func(*PriceList) {}) },
		Mended: func(s *corpus.Service) error { return servePrices(s, (*PriceList).load) },
	})
}

const products = 2000

func servePrices(s *corpus.Service, load func(*PriceList)) error {
	list := &PriceList{loaded: make(chan struct{}), cents: map[int]int{}}
	go load(list)
	s.Handle("GET /catalogue", func(w http.ResponseWriter, r *http.Request) {
		for product := range products {
			go list.refresh(product)
		}
		corpus.Answer(w, map[string]int{"products": products})
	})
	return nil
}

// PriceList has the prices of all products once it is loaded.
type PriceList struct {
	loaded chan struct{}
	cents  map[int]int
}

// refresh waits for the list; when nobody loads it, so do 2,000 goroutines a request.
func (l *PriceList) refresh(product int) int {
	defer truth.Goroutine()()
	<-l.loaded
	return l.cents[product]
}

func (l *PriceList) load() {
	time.Sleep(50 * time.Millisecond)
	for product := range products {
		l.cents[product] = 100 + product
	}
	close(l.loaded)
}
