package healthy

import (
	"container/list"
	"net/http"
	"strconv"
	"sync"

	"example.com/cases/corpus"
)

func init() {
	register := func(name string, most int) {
		corpus.Register(corpus.Case{
			Name: name, Kind: corpus.Healthy, Metric: corpus.InuseSpace,
			Requests: 300, Paths: []string{"/profiles"},
			Start: func(s *corpus.Service) error { return serveProfiles(s, most) },
		})
	}
	register("lru-cache", 550)                      // full before the end of the second round
	register("lru-cache-filling-three-rounds", 750) // and of the third
}

func serveProfiles(s *corpus.Service, most int) error {
	cache := newLRU(most)
	s.Handle("GET /profiles", func(w http.ResponseWriter, r *http.Request) {
		profile := cache.next()
		corpus.Answer(w, map[string]any{"id": profile.id, "bytes": len(profile.photo)})
	})
	return nil
}

type profile struct {
	id    string
	photo []byte
}

// lru keeps the profiles that were used last.
type lru struct {
	mu    sync.Mutex
	most  int
	order *list.List
	byID  map[string]*list.Element
	users int
}

func newLRU(most int) *lru {
	return &lru{most: most, order: list.New(), byID: map[string]*list.Element{}}
}

// next is the profile of a user who was not here yet.
func (c *lru) next() *profile {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.users++
	return c.get("user-" + strconv.Itoa(c.users))
}

func (c *lru) get(id string) *profile {
	if kept, ok := c.byID[id]; ok {
		c.order.MoveToFront(kept)
		return kept.Value.(*profile)
	}
	loaded := &profile{id: id, photo: make([]byte, 2048)}
	c.byID[id] = c.order.PushFront(loaded)
	if c.order.Len() > c.most {
		oldest := c.order.Remove(c.order.Back()).(*profile)
		delete(c.byID, oldest.id)
	}
	return loaded
}
