package network

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "tcp-connections-not-closed", Kind: corpus.Leak, Metric: corpus.TCPConnections,
		Functions: []string{pkg + "(*Terminals).Charge", pkg + "(*Terminals).dial", "net.newFD"},
		Requests:  100, Paths: []string{"/charge/4200"}, SettleTimeoutMs: corpus.SoonMs,
		Budgets: map[string]string{"tcp_connections": "+0"},
		Start:   func(s *corpus.Service) error { return serveTerminals(s, (*Terminals).Charge) },
		Mended:  func(s *corpus.Service) error { return serveTerminals(s, (*Terminals).ChargeAndClose) },
	})
}

func serveTerminals(s *corpus.Service, charge func(*Terminals, string) error) error {
	bank, err := startBank()
	if err != nil {
		return err
	}
	terminals := &Terminals{bank: bank}
	s.Handle("GET /charge/{cents}", func(w http.ResponseWriter, r *http.Request) {
		if err := charge(terminals, r.PathValue("cents")); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		corpus.Answer(w, map[string]string{"charged": r.PathValue("cents")})
	})
	return nil
}

// Terminals talk to the bank.
type Terminals struct {
	bank string
	mu   sync.Mutex
	idle []net.Conn
}

// Charge puts its connection where it could be used again, and never takes one from there.
func (t *Terminals) Charge(cents string) error {
	connection, err := t.dial(cents)
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.idle = append(t.idle, connection)
	truth.Files.Add(2) // both ends: the bank is in this process
	return nil
}

func (t *Terminals) ChargeAndClose(cents string) error {
	connection, err := t.dial(cents)
	if err != nil {
		return err
	}
	return connection.Close()
}

func (t *Terminals) dial(cents string) (net.Conn, error) {
	connection, err := net.Dial("tcp", t.bank)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(connection, "CHARGE %s\n", cents)
	_, err = bufio.NewReaderSize(connection, 16).ReadString('\n')
	return connection, err
}
