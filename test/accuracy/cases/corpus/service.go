package corpus

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"

	"example.com/cases/serve"
	"example.com/cases/truth"
)

// Service is what a case builds on: routes, a place for files, services to call.
type Service struct {
	// Context ends when the process does.
	Context context.Context
	// Routes are all that the case answers.
	Routes *http.ServeMux
	server Server
	atExit []func()
}

// Server is net/http's, or another that a case brings along.
type Server interface {
	Serve(net.Listener) error
	Shutdown(context.Context) error
}

// Handle adds a route.
func (s *Service) Handle(pattern string, handler http.HandlerFunc) {
	s.Routes.HandleFunc(pattern, handler)
}

// ServeBy has another server than net/http's serve the case; it has to hand
// what it does not know to Routes.
func (s *Service) ServeBy(server Server) { s.server = server }

// AtExit runs f when the process ends, the last first.
func (s *Service) AtExit(f func()) { s.atExit = append(s.atExit, f) }

func (s *Service) exit() {
	for i := len(s.atExit) - 1; i >= 0; i-- {
		s.atExit[i]()
	}
}

// TempDir is a folder that is gone when the process ends.
func (s *Service) TempDir() (string, error) {
	dir, err := os.MkdirTemp("", "leak-budget-case-")
	if err == nil {
		s.AtExit(func() { os.RemoveAll(dir) })
	}
	return dir, err
}

// Upstream starts a service that the case calls and returns host and port of it.
func (s *Service) Upstream(handler http.Handler) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go http.Serve(listener, handler)
	return listener.Addr().String(), nil
}

// Answer writes value as JSON.
func Answer(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(value)
}

func told() serve.Truth {
	return serve.Truth{
		Goroutines: truth.Goroutines.Load(),
		Bytes:      truth.Bytes.Load(),
		Files:      truth.Files.Load(),
	}
}
