package healthy

import (
	"net/http"
	"sync"
	"sync/atomic"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "under-race-detector", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 300, Paths: []string{"/book/40"}, Build: corpus.Race,
		Start: serveLedger,
	})
}

// serveLedger shares a good deal between goroutines, all of it properly: the race
// detector keeps notes of its own of what they touch.
func serveLedger(s *corpus.Service) error {
	ledger := &ledger{}
	s.Handle("GET /book/{cents}", func(w http.ResponseWriter, r *http.Request) {
		var booked sync.WaitGroup
		for account := range 8 {
			booked.Add(1)
			go func() {
				defer booked.Done()
				ledger.book(account, len(r.PathValue("cents")))
			}()
		}
		booked.Wait()
		corpus.Answer(w, map[string]int64{"bookings": ledger.bookings.Load()})
	})
	return nil
}

type ledger struct {
	mu       sync.RWMutex
	accounts [8][256]int
	bookings atomic.Int64
}

func (l *ledger) book(account, cents int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for day := range l.accounts[account] {
		l.accounts[account][day] += cents
	}
	l.bookings.Add(1)
}
