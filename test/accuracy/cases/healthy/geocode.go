package healthy

import (
	"math/rand/v2"
	"net/http"
	"sync"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "cache-of-few-keys", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 300, Paths: []string{"/geocode"},
		Start: serveGeocode,
	})
}

// serveGeocode caches without a bound, and needs none: there are 120 places. They
// are asked for at random, so that the cache fills ever more slowly.
func serveGeocode(s *corpus.Service) error {
	var mu sync.Mutex
	places := map[int][]byte{}
	s.Handle("GET /geocode", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		postcode := rand.IntN(120)
		if places[postcode] == nil {
			places[postcode] = make([]byte, 4096)
		}
		corpus.Answer(w, map[string]int{"bytes": len(places[postcode])})
	})
	return nil
}
