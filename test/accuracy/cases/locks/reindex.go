package locks

import (
	"errors"
	"net/http"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "waitgroup-never-done", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Reindex).finish"},
		Requests:  200, Paths: []string{"/reindex"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveReindex(s, (*Reindex).shard) },
		Mended: func(s *corpus.Service) error { return serveReindex(s, (*Reindex).shardDeferred) },
	})
}

func serveReindex(s *corpus.Service, shard func(*Reindex, int)) error {
	s.Handle("GET /reindex", func(w http.ResponseWriter, r *http.Request) {
		run := &Reindex{}
		for n := range 4 {
			run.shards.Add(1)
			go shard(run, n)
		}
		go run.finish()
		w.WriteHeader(http.StatusAccepted)
		corpus.Answer(w, map[string]int{"shards": 4})
	})
	return nil
}

// Reindex reads the documents of all shards again.
type Reindex struct {
	shards sync.WaitGroup
	mu     sync.Mutex
	read   int
	done   bool
}

// shard forgets Done when its shard is empty.
func (r *Reindex) shard(n int) {
	documents, err := load(n)
	if err != nil {
		return
	}
	r.add(documents)
	r.shards.Done()
}

func (r *Reindex) shardDeferred(n int) {
	defer r.shards.Done()
	if documents, err := load(n); err == nil {
		r.add(documents)
	}
}

func (r *Reindex) finish() {
	defer truth.Goroutine()()
	r.shards.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done = true
}

func (r *Reindex) add(documents int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read += documents
}

func load(n int) (documents int, err error) {
	if n == 3 {
		return 0, errors.New("no documents in this shard")
	}
	return 100 * n, nil
}
