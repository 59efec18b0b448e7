// Package rpc: a leak of gRPC connections.
package rpc

import (
	"context"
	"net"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/rpc."

func init() {
	corpus.Register(corpus.Case{
		Name: "grpc-client-per-request", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{
			"google.golang.org/grpc/internal/grpcsync.(*CallbackSerializer).run",
			"google.golang.org/grpc/internal/transport.(*http2Client).reader",
			"google.golang.org/grpc/internal/transport.NewHTTP2Client.func6",
			pkg + "(*Checker).Check",
		},
		Requests: 40, Paths: []string{"/status/billing"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveStatus(s, (*Checker).Check) },
		Mended: func(s *corpus.Service) error { return serveStatus(s, (*Checker).CheckAndClose) },
	})
}

func serveStatus(s *corpus.Service, check func(*Checker, context.Context, string) (string, error)) error {
	backend, err := startBackend()
	if err != nil {
		return err
	}
	checker := &Checker{backend: backend}
	s.Handle("GET /status/{service}", func(w http.ResponseWriter, r *http.Request) {
		status, err := check(checker, r.Context(), r.PathValue("service"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		corpus.Answer(w, map[string]string{r.PathValue("service"): status})
	})
	return nil
}

// Checker asks a backend how its services are.
type Checker struct {
	backend string
}

// Check makes a client for each question and closes none of them.
func (c *Checker) Check(ctx context.Context, service string) (string, error) {
	client, err := c.client()
	if err != nil {
		return "", err
	}
	status, err := ask(ctx, client, service)
	if err == nil {
		truth.Goroutines.Add(8) // five of the client, three of the backend, which is in this process
		truth.Files.Add(2)
	}
	return status, err
}

func (c *Checker) CheckAndClose(ctx context.Context, service string) (string, error) {
	client, err := c.client()
	if err != nil {
		return "", err
	}
	defer client.Close()
	return ask(ctx, client, service)
}

func (c *Checker) client() (*grpc.ClientConn, error) {
	return grpc.NewClient(c.backend, grpc.WithTransportCredentials(insecure.NewCredentials()))
}

func ask(ctx context.Context, client *grpc.ClientConn, service string) (string, error) {
	request := &grpc_health_v1.HealthCheckRequest{Service: service}
	answer, err := grpc_health_v1.NewHealthClient(client).Check(ctx, request)
	return answer.GetStatus().String(), err
}

func startBackend() (addr string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	checks := health.NewServer()
	checks.SetServingStatus("billing", grpc_health_v1.HealthCheckResponse_SERVING)
	server := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(server, checks)
	go server.Serve(listener)
	return listener.Addr().String(), nil
}
