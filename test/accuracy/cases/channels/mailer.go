package channels

import (
	"net/http"
	"strings"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "receive-without-sender", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Mailer).confirm"},
		Requests:  200, Paths: []string{"/invite/ada@example.com"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveMailer(s, (*Mailer).deliver) },
		Mended: func(s *corpus.Service) error { return serveMailer(s, (*Mailer).deliverAndTell) },
	})
}

func serveMailer(s *corpus.Service, deliver func(*Mailer)) error {
	mailer := &Mailer{outbox: make(chan mail, 16)}
	go deliver(mailer)
	s.Handle("GET /invite/{address}", func(w http.ResponseWriter, r *http.Request) {
		mailer.Send(r.PathValue("address"))
		corpus.Answer(w, map[string]string{"invited": r.PathValue("address")})
	})
	return nil
}

// Mailer sends mail in the background.
type Mailer struct {
	outbox chan mail
}

type mail struct {
	to   string
	sent chan error
}

func (m *Mailer) Send(address string) {
	letter := mail{to: address, sent: make(chan error)}
	m.outbox <- letter
	go m.confirm(letter)
}

// confirm waits to hear how it went.
func (m *Mailer) confirm(letter mail) {
	defer truth.Goroutine()()
	if err := <-letter.sent; err != nil {
		m.outbox <- letter
	}
}

// deliver tells what went wrong, and nothing when all went well.
func (m *Mailer) deliver() {
	for letter := range m.outbox {
		if !strings.Contains(letter.to, "@") {
			letter.sent <- http.ErrNotSupported
		}
	}
}

func (m *Mailer) deliverAndTell() {
	for letter := range m.outbox {
		if !strings.Contains(letter.to, "@") {
			letter.sent <- http.ErrNotSupported
		}
		close(letter.sent)
	}
}
