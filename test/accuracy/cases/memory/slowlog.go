package memory

import (
	"net/http"
	"sync"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "slice-only-grows", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "describe"},
		Requests:  300, Paths: []string{"/reports/q3"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveReports(s, (*SlowLog).Add) },
		Mended: func(s *corpus.Service) error { return serveReports(s, (*SlowLog).AddBounded) },
	})
}

func serveReports(s *corpus.Service, add func(*SlowLog, *query)) error {
	slow := &SlowLog{}
	s.Handle("GET /reports/{quarter}", func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		statement := "SELECT * FROM sales WHERE quarter = '" + r.PathValue("quarter") + "'"
		add(slow, describe(statement, time.Since(began)))
		corpus.Answer(w, map[string]string{"ran": statement})
	})
	return nil
}

// SlowLog has the queries that took longer than they should.
type SlowLog struct {
	mu      sync.Mutex
	queries []*query
}

type query struct {
	took      time.Duration
	statement [504]byte
}

// Add only ever appends.
func (l *SlowLog) Add(q *query) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queries = append(l.queries, q)
	truth.Bytes.Add(512)
}

// AddBounded keeps the last 50.
func (l *SlowLog) AddBounded(q *query) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queries = append(l.queries, q)
	if len(l.queries) > 50 {
		l.queries = append(l.queries[:0:0], l.queries[1:]...)
	}
}

func describe(statement string, took time.Duration) *query {
	q := &query{took: took}
	copy(q.statement[:], statement)
	return q
}
