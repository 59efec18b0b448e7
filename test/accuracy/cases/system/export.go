package system

import (
	"bufio"
	"encoding/csv"
	"io"
	"net/http"
	"strconv"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "pipe-one-end-dropped", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "export"},
		Requests:  200, Paths: []string{"/export/preview"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveExport(s, preview) },
		Mended: func(s *corpus.Service) error { return serveExport(s, previewAndClose) },
	})
}

func serveExport(s *corpus.Service, preview func() (string, error)) error {
	s.Handle("GET /export/preview", func(w http.ResponseWriter, r *http.Request) {
		line, err := preview()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]string{"first": line})
	})
	return nil
}

// preview reads the first line. Who writes the others is never told that nobody reads them.
func preview() (string, error) {
	reader, writer := io.Pipe()
	go export(writer)
	return bufio.NewReaderSize(reader, 64).ReadString('\n')
}

func previewAndClose() (string, error) {
	reader, writer := io.Pipe()
	defer reader.Close()
	go export(writer)
	return bufio.NewReaderSize(reader, 64).ReadString('\n')
}

func export(out *io.PipeWriter) {
	defer truth.Goroutine()()
	table := csv.NewWriter(out)
	for customer := range 500 {
		table.Write([]string{strconv.Itoa(customer), "customer", "Oslo"})
	}
	table.Flush()
	out.CloseWithError(table.Error())
}
