// Package serve runs a case as a service, and has it tell the truth about
// itself when it is asked to stop. Nothing of that runs while it is measured.
package serve

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Serve answers GET /ready, and all else by the handler, until the process is
// told to stop; then it leaves its report and returns.
func Serve(addr string, handler http.Handler, truth func() Truth) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ready", func(http.ResponseWriter, *http.Request) {})
	mux.Handle("/", handler)
	server := &http.Server{Handler: mux}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	watch := Begin()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	told := truth()
	closeAll(server)
	return watch.End(told)
}

func closeAll(server *http.Server) {
	grace, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if server.Shutdown(grace) != nil {
		server.Close()
	}
}
