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
		Name: "lock-order", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "transfer"},
		Requests:  100, Paths: []string{"/settle/ada/bob"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveBank(s, transfer) },
		Mended: func(s *corpus.Service) error { return serveBank(s, transferInOrder) },
	})
}

func serveBank(s *corpus.Service, transfer func(from, to *account, cents int)) error {
	s.Handle("GET /settle/{one}/{other}", func(w http.ResponseWriter, r *http.Request) {
		one := &account{owner: r.PathValue("one"), cents: 500}
		other := &account{owner: r.PathValue("other"), cents: 700}
		go transfer(one, other, 120)
		go transfer(other, one, 80)
		corpus.Answer(w, map[string]string{"settling": one.owner + ", " + other.owner})
	})
	return nil
}

type account struct {
	owner string
	mu    sync.Mutex
	cents int
}

// transfer locks the payer first: two that pay each other at once wait for ever.
func transfer(from, to *account, cents int) {
	defer truth.Goroutine()()
	from.mu.Lock()
	defer from.mu.Unlock()
	book(from, -cents)
	to.mu.Lock()
	defer to.mu.Unlock()
	book(to, cents)
}

// transferInOrder locks by name, whoever pays.
func transferInOrder(from, to *account, cents int) {
	defer truth.Goroutine()()
	first, second := from, to
	if second.owner < first.owner {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	book(from, -cents)
	book(to, cents)
}

func book(a *account, cents int) {
	time.Sleep(2 * time.Millisecond) // a write to the ledger
	a.cents += cents
}
