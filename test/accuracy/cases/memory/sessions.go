package memory

import (
	"crypto/rand"
	"net/http"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "sync-map-sessions", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "newSession"},
		Requests:  300, Paths: []string{"/visit"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveVisits(s, func(*Sessions, *session) {}, sessionBytes) },
		Mended: func(s *corpus.Service) error { return serveVisits(s, (*Sessions).End, 0) },
	})
}

func serveVisits(s *corpus.Service, end func(*Sessions, *session), stays int64) error {
	sessions := &Sessions{}
	s.Handle("GET /visit", func(w http.ResponseWriter, r *http.Request) {
		session := sessions.Begin(r.UserAgent())
		truth.Bytes.Add(stays)
		defer end(sessions, session)
		corpus.Answer(w, map[string]int{"agent": session.used})
	})
	return nil
}

// Sessions are begun for each visitor without a cookie, and end at log-out.
// Who never logs in never logs out.
type Sessions struct {
	byID sync.Map
}

// A session, and its id as the allocator rounds it.
const sessionBytes = 1024 + 32

type session struct {
	id    string
	used  int
	state [1000]byte
}

func (s *Sessions) Begin(agent string) *session {
	begun := newSession(agent)
	s.byID.Store(begun.id, begun)
	return begun
}

func newSession(agent string) *session {
	s := &session{id: rand.Text()}
	s.used = copy(s.state[:], agent)
	return s
}

func (s *Sessions) End(ended *session) { s.byID.Delete(ended.id) }
