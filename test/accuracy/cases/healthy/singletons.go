package healthy

import (
	"fmt"
	"html/template"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "lazy-singletons", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 300, Paths: []string{"/card/0150"},
		Start: serveLazily,
	})
}

// serveLazily makes what it needs when it is needed first: a template and a
// table in the first round, the statistics and who refreshes them in the second.
func serveLazily(s *corpus.Service) error {
	card := sync.OnceValue(func() *template.Template {
		return template.Must(template.New("card").Parse("<b>{{.Name}}</b> {{.Town}} {{.Mean}}"))
	})
	towns := sync.OnceValue(loadTowns)
	statistics := sync.OnceValue(newStatistics)
	var asked atomic.Int64
	s.Handle("GET /card/{postcode}", func(w http.ResponseWriter, r *http.Request) {
		fields := map[string]any{"Name": "Ada", "Town": towns()[r.PathValue("postcode")], "Mean": "unknown"}
		if asked.Add(1) > 400 { // enough to say something
			fields["Mean"] = statistics().mean()
		}
		card().Execute(w, fields)
	})
	return nil
}

func loadTowns() map[string]string {
	towns := map[string]string{}
	for code := range 5000 {
		towns[fmt.Sprintf("%04d", code)] = fmt.Sprint("town ", code)
	}
	return towns
}

type statistics struct {
	mu      sync.Mutex
	samples []int64
}

func newStatistics() *statistics {
	s := &statistics{samples: make([]int64, 1<<17)}
	go s.refresh()
	return s
}

func (s *statistics) refresh() {
	for now := range time.Tick(time.Second) {
		s.mu.Lock()
		s.samples[now.Second()] = now.UnixMilli()
		s.mu.Unlock()
	}
}

func (s *statistics) mean() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	sum := int64(0)
	for _, sample := range s.samples[:60] {
		sum += sample
	}
	return int(sum / 60)
}
