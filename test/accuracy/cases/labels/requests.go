// Package labels: a leak of time series.
package labels

import (
	"crypto/rand"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/labels."

func init() {
	corpus.Register(corpus.Case{
		Name: "metric-label-cardinality", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "(*Metrics).Seen"},
		Requests:  300, Paths: []string{"/products/8"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveProducts(s, (*Metrics).Seen) },
		Mended: func(s *corpus.Service) error { return serveProducts(s, (*Metrics).SeenByRoute) },
	})
}

func serveProducts(s *corpus.Service, seen func(*Metrics, *http.Request, string)) error {
	metrics := NewMetrics()
	s.Handle("GET /products/{id}", func(w http.ResponseWriter, r *http.Request) {
		id := "req-" + rand.Text()
		w.Header().Set("X-Request-Id", id)
		seen(metrics, r, id)
		corpus.Answer(w, map[string]string{"product": r.PathValue("id")})
	})
	return nil
}

// Metrics counts requests.
type Metrics struct {
	requests *prometheus.CounterVec
}

func NewMetrics() *Metrics {
	m := &Metrics{requests: prometheus.NewCounterVec(
		prometheus.CounterOpts{Name: "http_requests_total", Help: "Requests."},
		[]string{"method", "request"},
	)}
	prometheus.NewRegistry().MustRegister(m.requests)
	return m
}

// Seen makes a time series for each request id.
func (m *Metrics) Seen(r *http.Request, id string) {
	m.requests.WithLabelValues(r.Method, id).Inc()
	truth.Bytes.Add(seriesBytes)
}

func (m *Metrics) SeenByRoute(r *http.Request, _ string) {
	m.requests.WithLabelValues(r.Method, r.Pattern).Inc()
}

// Measured on 900 series: live bytes of each, the map they are in included.
const seriesBytes = 610
