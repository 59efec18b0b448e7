// Package logs: a service that turns its log files over.
package logs

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"

	"gopkg.in/natefinch/lumberjack.v2"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "log-rotation", Kind: corpus.Healthy, Metric: corpus.OpenFiles,
		Requests: 300, Paths: []string{"/health"},
		Budgets: map[string]string{"open_files": "+0"},
		Start:   serveLogged,
	})
}

// serveLogged logs 4 kB a request, starts a new file at each megabyte, packs the
// last two and deletes those before.
func serveLogged(s *corpus.Service) error {
	dir, err := s.TempDir()
	if err != nil {
		return err
	}
	log := &lumberjack.Logger{Filename: filepath.Join(dir, "access.log"), MaxSize: 1, MaxBackups: 2, Compress: true}
	s.AtExit(func() { log.Close() })
	headers := strings.Repeat("x-forwarded-for: 127.0.0.1; ", 140)
	s.Handle("GET /health", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(log, "%s %s %s %s\n", r.Method, r.URL.Path, r.UserAgent(), headers)
		corpus.Answer(w, map[string]string{"health": "good"})
	})
	return nil
}
