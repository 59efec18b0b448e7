package locks

import (
	"net/http"
	"sync"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "rlock-under-writer", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Basket).Total", pkg + "(*Basket).price", pkg + "(*Basket).Reload"},
		Requests:  100, Paths: []string{"/baskets/9"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveBaskets(s, (*Basket).Total) },
		Mended: func(s *corpus.Service) error { return serveBaskets(s, (*Basket).TotalLockedOnce) },
	})
}

func serveBaskets(s *corpus.Service, total func(*Basket) int) error {
	s.Handle("GET /baskets/{id}", func(w http.ResponseWriter, r *http.Request) {
		basket := &Basket{cents: map[string]int{"pen": 120, "ink": 480}}
		sum := make(chan int, 1)
		go func() {
			defer truth.Goroutine()()
			sum <- total(basket)
		}()
		time.Sleep(time.Millisecond)
		go basket.Reload()
		select {
		case cents := <-sum:
			corpus.Answer(w, map[string]int{"cents": cents})
		case <-time.After(10 * time.Millisecond):
			corpus.Answer(w, map[string]string{"cents": "later"})
		}
	})
	return nil
}

type Basket struct {
	mu    sync.RWMutex
	cents map[string]int
}

// Total holds the read lock and takes it again in price. A writer that came
// between the two lets no reader past, and waits for this one.
func (b *Basket) Total() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	time.Sleep(3 * time.Millisecond) // asks for discounts
	sum := 0
	for item := range b.cents {
		sum += b.price(item)
	}
	return sum
}

func (b *Basket) price(item string) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.cents[item]
}

func (b *Basket) TotalLockedOnce() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	time.Sleep(3 * time.Millisecond)
	sum := 0
	for _, cents := range b.cents {
		sum += cents
	}
	return sum
}

func (b *Basket) Reload() {
	defer truth.Goroutine()()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cents["cap"] = 990
}
