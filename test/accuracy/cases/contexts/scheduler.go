// Package contexts: leaks of what hangs on a context.
package contexts

import (
	"context"
	"net/http"
	"strconv"
	"sync/atomic"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/contexts."

func init() {
	corpus.Register(corpus.Case{
		Name: "context-never-cancelled", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "newTrace"},
		Requests:  500, Paths: []string{"/jobs"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveJobs(s, (*Scheduler).Start) },
		Mended: func(s *corpus.Service) error { return serveJobs(s, (*Scheduler).StartAndCancel) },
	})
}

func serveJobs(s *corpus.Service, start func(*Scheduler) string) error {
	scheduler := &Scheduler{base: s.Context}
	s.Handle("GET /jobs", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]string{"job": start(scheduler)})
	})
	return nil
}

// Scheduler runs jobs until the service stops.
type Scheduler struct {
	base context.Context
	last atomic.Int64
}

type job struct {
	id     string
	ctx    context.Context
	cancel context.CancelFunc
}

type traceKey struct{}

// trace is where a job has been.
type trace struct {
	steps [256]byte
	used  int
}

// The trace, as the allocator rounds it: most of what a context holds that is not cancelled.
const traceBytes = 288

// Start ends the job and not its context, which stays in the list of the base's children.
func (s *Scheduler) Start() string {
	j := s.job()
	j.run()
	truth.Bytes.Add(traceBytes)
	return j.id
}

func (s *Scheduler) StartAndCancel() string {
	j := s.job()
	defer j.cancel()
	j.run()
	return j.id
}

func (s *Scheduler) job() *job {
	j := &job{id: strconv.FormatInt(s.last.Add(1), 36)}
	traced := context.WithValue(s.base, traceKey{}, newTrace(j.id))
	j.ctx, j.cancel = context.WithCancel(traced)
	return j
}

func newTrace(id string) *trace {
	t := &trace{}
	t.used = copy(t.steps[:], "queued "+id)
	return t
}

func (j *job) run() {
	if t, ok := j.ctx.Value(traceKey{}).(*trace); ok && j.ctx.Err() == nil {
		t.used += copy(t.steps[t.used:], ", done")
	}
}
