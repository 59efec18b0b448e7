package memory

import (
	"net/http"
	"strings"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "substring-keeps-string", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "fetchToken"},
		Requests:  100, Paths: []string{"/logout"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveLogout(s, (*Revoked).Add) },
		Mended: func(s *corpus.Service) error { return serveLogout(s, (*Revoked).AddClone) },
	})
}

func serveLogout(s *corpus.Service, add func(*Revoked, string)) error {
	revoked := &Revoked{ids: make([]string, 0, 10000)}
	s.Handle("GET /logout", func(w http.ResponseWriter, r *http.Request) {
		token := fetchToken()
		add(revoked, token)
		corpus.Answer(w, map[string]int{"token": len(token)})
	})
	return nil
}

// Revoked has the ids of the last 10,000 tokens that are no longer good.
type Revoked struct {
	mu  sync.Mutex
	ids []string
}

const tokenBytes = 8 << 10

// Add keeps a part of the token, and with it the whole token.
func (r *Revoked) Add(token string) {
	id, _, _ := strings.Cut(token, ".")
	r.keep(id)
	truth.Bytes.Add(tokenBytes)
}

func (r *Revoked) AddClone(token string) {
	id, _, _ := strings.Cut(token, ".")
	r.keep(strings.Clone(id))
}

func (r *Revoked) keep(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.ids) == cap(r.ids) {
		r.ids = r.ids[:copy(r.ids, r.ids[1:])]
	}
	r.ids = append(r.ids, id)
}

func fetchToken() string {
	var token strings.Builder
	token.Grow(tokenBytes)
	token.WriteString("c4f1e2.")
	for token.Len() < tokenBytes {
		token.WriteByte('x')
	}
	return token.String()
}
