package rare

import (
	"errors"
	"net/http"
	"sync/atomic"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "only-on-error-path", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Payments).watch"},
		Requests:  400, Paths: []string{"/pay"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return servePayments(s, (*Payments).Charge) },
		Mended: func(s *corpus.Service) error { return servePayments(s, (*Payments).ChargeDeferred) },
	})
}

func servePayments(s *corpus.Service, charge func(*Payments) error) error {
	payments := &Payments{}
	s.Handle("GET /pay", func(w http.ResponseWriter, r *http.Request) {
		if err := charge(payments); err != nil {
			corpus.Answer(w, map[string]string{"state": "declined", "because": err.Error()})
			return
		}
		corpus.Answer(w, map[string]string{"state": "paid"})
	})
	return nil
}

// Payments go to a bank that declines one in twenty.
type Payments struct {
	charged atomic.Int64
	slow    atomic.Int64
}

// Charge ends its watch on the good path only.
func (p *Payments) Charge() error {
	done := make(chan struct{})
	go p.watch(done)
	if err := p.bank(); err != nil {
		return err
	}
	close(done)
	return nil
}

func (p *Payments) ChargeDeferred() error {
	done := make(chan struct{})
	defer close(done)
	go p.watch(done)
	return p.bank()
}

func (p *Payments) watch(done <-chan struct{}) {
	defer truth.Goroutine()()
	<-done
	p.slow.Add(1)
}

func (p *Payments) bank() error {
	if p.charged.Add(1)%20 == 0 {
		return errors.New("insufficient funds")
	}
	return nil
}
