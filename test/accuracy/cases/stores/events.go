// Package stores: a service with an embedded key-value store.
package stores

import (
	"crypto/rand"
	"net/http"
	"strconv"
	"sync/atomic"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "embedded-store", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 400, Paths: []string{"/events"},
		Start: serveEvents,
	})
}

// serveEvents writes a kilobyte a request over the last 1,000 events and reads
// another; the store flushes twice a round and compacts in the background.
func serveEvents(s *corpus.Service) error {
	dir, err := s.TempDir()
	if err != nil {
		return err
	}
	store, err := leveldb.OpenFile(dir, &opt.Options{
		WriteBuffer: 256 << 10, CompactionTableSize: 256 << 10, CompactionL0Trigger: 2, BlockCacheCapacity: 256 << 10,
	})
	if err != nil {
		return err
	}
	s.AtExit(func() { store.Close() })
	var written atomic.Int64
	s.Handle("GET /events", func(w http.ResponseWriter, r *http.Request) {
		n := written.Add(1) % 1000
		event := make([]byte, 1024)
		rand.Read(event)
		if err := store.Put(key(n), event, nil); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		last, err := store.Get(key(n/2), nil)
		if err != nil && err != leveldb.ErrNotFound {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]int{"bytes": len(last)})
	})
	return nil
}

func key(n int64) []byte { return strconv.AppendInt([]byte("event-"), n, 10) }
