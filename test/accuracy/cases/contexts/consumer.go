package contexts

import (
	"context"
	"net/http"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "context-value-chain", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "newSpan"},
		Requests:  300, Paths: []string{"/messages"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveMessages(s, (*Consumer).Handle) },
		Mended: func(s *corpus.Service) error { return serveMessages(s, (*Consumer).HandleFromBase) },
	})
}

func serveMessages(s *corpus.Service, handle func(*Consumer, string) int) error {
	consumer := &Consumer{base: s.Context, ctx: s.Context}
	s.Handle("GET /messages", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]int{"attributes": handle(consumer, r.UserAgent())})
	})
	return nil
}

// Consumer handles messages one by one, each with a span in its context.
type Consumer struct {
	mu   sync.Mutex
	base context.Context
	ctx  context.Context
}

type spanKey struct{}

type span struct {
	message    string
	attributes [200]byte
	used       int
}

const spanBytes = 224

// Handle makes each context the parent of the next.
func (c *Consumer) Handle(message string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ctx = context.WithValue(c.ctx, spanKey{}, newSpan(message))
	truth.Bytes.Add(spanBytes)
	return attributes(c.ctx)
}

func (c *Consumer) HandleFromBase(message string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ctx = context.WithValue(c.base, spanKey{}, newSpan(message))
	return attributes(c.ctx)
}

func newSpan(message string) *span {
	s := &span{message: message}
	s.used = copy(s.attributes[:], message)
	return s
}

func attributes(ctx context.Context) int {
	if s, ok := ctx.Value(spanKey{}).(*span); ok {
		return s.used
	}
	return 0
}
