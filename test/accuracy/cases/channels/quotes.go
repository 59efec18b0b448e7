// Package channels: leaks of goroutines that wait on a channel.
package channels

import (
	"context"
	"net/http"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/channels."

func init() {
	corpus.Register(corpus.Case{
		Name: "send-without-receiver", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Quotes).Get.func1"},
		Requests:  200, Paths: []string{"/quotes/9780134190440"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveQuotes(s, (*Quotes).Get) },
		Mended: func(s *corpus.Service) error { return serveQuotes(s, (*Quotes).GetBuffered) },
	})
}

func serveQuotes(s *corpus.Service, get func(*Quotes, context.Context, string) (int, error)) error {
	quotes := &Quotes{supplier: slowSupplier}
	s.Handle("GET /quotes/{isbn}", func(w http.ResponseWriter, r *http.Request) {
		price, err := get(quotes, r.Context(), r.PathValue("isbn"))
		if err != nil {
			price = quotes.listPrice(r.PathValue("isbn"))
		}
		corpus.Answer(w, map[string]any{"isbn": r.PathValue("isbn"), "cents": price})
	})
	return nil
}

// Quotes asks a supplier what a book costs.
type Quotes struct {
	supplier func(isbn string) int
}

// Get gives up after two milliseconds, and leaves the goroutine that asks with
// an answer for nobody.
func (q *Quotes) Get(ctx context.Context, isbn string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Millisecond)
	defer cancel()
	found := make(chan int)
	go func() {
		defer truth.Goroutine()()
		found <- q.supplier(isbn)
	}()
	select {
	case cents := <-found:
		return cents, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// GetBuffered leaves room for the answer that comes too late.
func (q *Quotes) GetBuffered(ctx context.Context, isbn string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Millisecond)
	defer cancel()
	found := make(chan int, 1)
	go func() {
		defer truth.Goroutine()()
		found <- q.supplier(isbn)
	}()
	select {
	case cents := <-found:
		return cents, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (q *Quotes) listPrice(isbn string) int { return 1000 + len(isbn) }

func slowSupplier(isbn string) int {
	time.Sleep(10 * time.Millisecond)
	return 900 + len(isbn)
}
