package corpus

import (
	"context"
	"net"
	"net/http"
	"net/http/pprof"
	"os/signal"
	"syscall"
	"time"

	"example.com/cases/serve"
)

// Run serves one case on addr until the process is asked to stop, and then
// leaves its report.
func Run(start Starter, addr string) error {
	background, cancel := context.WithCancel(context.Background())
	s := &Service{Context: background, Routes: http.NewServeMux()}
	s.server = &http.Server{Handler: s.Routes}
	s.AtExit(cancel)
	defer s.exit()
	s.Handle("GET /ready", func(http.ResponseWriter, *http.Request) {})
	s.Handle("GET /truth", func(w http.ResponseWriter, _ *http.Request) { Answer(w, told()) })
	s.Handle("GET /counters", counters)
	s.Handle("GET /debug/pprof/", pprof.Index)
	if err := start(s); err != nil {
		return err
	}
	return s.serveUntilStopped(addr)
}

func (s *Service) serveUntilStopped(addr string) error {
	asked, ignore := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer ignore()
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	served := make(chan error, 1)
	go func() { served <- s.server.Serve(listener) }()
	watch := serve.Begin()
	select {
	case err := <-served:
		return err
	case <-asked.Done():
	}
	truth := told() // before anything is cleaned up
	grace, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	s.server.Shutdown(grace)
	return watch.End(truth)
}
