package contexts

import (
	"context"
	"net/http"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "custom-parent-context", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{"context.(*cancelCtx).propagateCancel.func2", pkg + "(*Tenant).Quota"},
		Requests:  200, Paths: []string{"/tenants/acme/quota"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveTenants(s, (*Tenant).Quota) },
		Mended: func(s *corpus.Service) error { return serveTenants(s, (*Tenant).QuotaAndCancel) },
	})
}

func serveTenants(s *corpus.Service, quota func(*Tenant) int) error {
	tenant := &Tenant{plan: 1000, closed: make(chan struct{})}
	s.Handle("GET /tenants/{name}/quota", func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]any{"tenant": r.PathValue("name"), "left": quota(tenant)})
	})
	return nil
}

// Tenant is a context of its own kind: the context package has to watch it with
// a goroutine for each context derived from it.
type Tenant struct {
	plan   int
	closed chan struct{}
}

func (t *Tenant) Deadline() (time.Time, bool) { return time.Time{}, false }
func (t *Tenant) Done() <-chan struct{}       { return t.closed }
func (t *Tenant) Value(any) any               { return nil }

func (t *Tenant) Err() error {
	select {
	case <-t.closed:
		return context.Canceled
	default:
		return nil
	}
}

// scope keeps what belongs to one question.
type scope struct {
	ctx context.Context
	end context.CancelFunc
}

// Quota never ends its scope.
func (t *Tenant) Quota() int {
	scope := t.scope()
	truth.Goroutines.Add(1)
	return t.left(scope.ctx)
}

func (t *Tenant) QuotaAndCancel() int {
	scope := t.scope()
	defer scope.end()
	return t.left(scope.ctx)
}

func (t *Tenant) scope() (s scope) {
	s.ctx, s.end = context.WithCancel(t)
	return s
}

func (t *Tenant) left(ctx context.Context) int {
	if ctx.Err() != nil {
		return 0
	}
	return t.plan - 1
}
