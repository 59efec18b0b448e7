package healthy

import (
	"hash/crc32"
	"net/http"
	"sync/atomic"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "queue-drains-for-8s", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 400, Paths: []string{"/videos"},
		Start: serveVideos,
	})
}

// serveVideos queues faster than its one worker works: after 400 requests it has
// eight seconds left to do, and 1.6 MB to do it on.
func serveVideos(s *corpus.Service) error {
	queue := make(chan []byte, 4096)
	var done atomic.Int64
	go func() {
		for video := range queue {
			crc32.ChecksumIEEE(video)
			time.Sleep(20 * time.Millisecond)
			done.Add(1)
		}
	}()
	s.Handle("GET /videos", func(w http.ResponseWriter, r *http.Request) {
		queue <- make([]byte, 4096)
		corpus.Answer(w, map[string]int64{"queued": int64(len(queue)), "done": done.Load()})
	})
	return nil
}
