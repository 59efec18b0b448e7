package healthy

import (
	"fmt"
	"net/http"
	"strings"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "gogc-400", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 300, Paths: []string{"/invoices/8"}, Env: map[string]string{"GOGC": "400"},
		Start: serveInvoices,
	})
	corpus.Register(corpus.Case{
		Name: "gomemlimit", Kind: corpus.Healthy, Metric: corpus.InuseSpace,
		Requests: 300, Paths: []string{"/invoices/8"}, Env: map[string]string{"GOGC": "off", "GOMEMLIMIT": "64MiB"},
		Start: serveInvoices,
	})
}

// serveInvoices makes some 300 kB of garbage with each request, which GC comes
// for when its settings tell it to.
func serveInvoices(s *corpus.Service) error {
	s.Handle("GET /invoices/{id}", func(w http.ResponseWriter, r *http.Request) {
		var lines []string
		for position := range 1000 {
			lines = append(lines, fmt.Sprintf("%s/%04d  %40s  %8d", r.PathValue("id"), position, "gadget", position*99))
		}
		invoice := strings.Join(lines, "\n")
		corpus.Answer(w, map[string]int{"bytes": len(invoice)})
	})
	return nil
}
