package locks

import (
	"net/http"
	"sync"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "cond-never-signalled", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Printer).print", pkg + "(*Printer).next"},
		Requests:  200, Paths: []string{"/labels/31"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return servePrinter(s, (*Printer).Close) },
		Mended: func(s *corpus.Service) error { return servePrinter(s, (*Printer).CloseAndTell) },
	})
}

func servePrinter(s *corpus.Service, end func(*Printer)) error {
	s.Handle("GET /labels/{parcel}", func(w http.ResponseWriter, r *http.Request) {
		printer := NewPrinter()
		printer.Queue("parcel " + r.PathValue("parcel"))
		time.Sleep(2 * time.Millisecond) // looks up what it costs
		end(printer)
		corpus.Answer(w, map[string]string{"label": r.PathValue("parcel")})
	})
	return nil
}

// Printer prints one label after the other until it is closed.
type Printer struct {
	mu      sync.Mutex
	changed *sync.Cond
	labels  []string
	closed  bool
	bytes   int
}

func NewPrinter() *Printer {
	p := &Printer{}
	p.changed = sync.NewCond(&p.mu)
	go p.print()
	return p
}

func (p *Printer) Queue(label string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.labels = append(p.labels, label)
	p.changed.Signal()
}

// Close wakes nobody: the printer that waits never sees that it is closed.
func (p *Printer) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
}

func (p *Printer) CloseAndTell() {
	p.Close()
	p.changed.Broadcast()
}

func (p *Printer) print() {
	defer truth.Goroutine()()
	for {
		label, ok := p.next()
		if !ok {
			return
		}
		p.bytes += len(label)
	}
}

func (p *Printer) next() (label string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.labels) == 0 {
		if p.closed {
			return "", false
		}
		p.changed.Wait()
	}
	label, p.labels = p.labels[0], p.labels[1:]
	return label, true
}
