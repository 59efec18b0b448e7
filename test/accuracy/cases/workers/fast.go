// Package workers: a service on a server that keeps its workers for a while.
package workers

import (
	"context"

	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "fasthttp", Kind: corpus.Healthy, Metric: corpus.Goroutines,
		Requests: 300, Paths: []string{"/beacon?id=7"},
		Start: serveFast,
	})
}

// serveFast has fasthttp serve, whose idle workers end after ten seconds.
func serveFast(s *corpus.Service) error {
	others := fasthttpadaptor.NewFastHTTPHandler(s.Routes)
	s.ServeBy(server{&fasthttp.Server{Handler: func(ctx *fasthttp.RequestCtx) {
		if string(ctx.Path()) != "/beacon" {
			others(ctx)
			return
		}
		ctx.SetContentType("application/json")
		ctx.WriteString(`{"seen":"` + string(ctx.QueryArgs().Peek("id")) + `"}`)
	}}})
	return nil
}

type server struct{ *fasthttp.Server }

func (s server) Shutdown(ctx context.Context) error { return s.ShutdownWithContext(ctx) }
