package system

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "files-not-closed", Kind: corpus.Leak, Metric: corpus.OpenFiles,
		// No functions: files have no stacks, and what Go keeps for each is too little to stand out.
		Requests: 100, Paths: []string{"/download"}, SettleTimeoutMs: corpus.SoonMs,
		Budgets: map[string]string{"open_files": "+0"},
		Start:   func(s *corpus.Service) error { return serveDownloads(s, func(*Downloads, int) {}, 1) },
		Mended:  func(s *corpus.Service) error { return serveDownloads(s, (*Downloads).End, 0) },
	})
}

func serveDownloads(s *corpus.Service, end func(*Downloads, int), stays int64) error {
	dir, err := s.TempDir()
	if err != nil {
		return err
	}
	downloads := &Downloads{file: filepath.Join(dir, "manual.txt"), open: map[int]*os.File{}}
	if err := os.WriteFile(downloads.file, []byte(strings.Repeat("page\n", 200)), 0o600); err != nil {
		return err
	}
	s.Handle("GET /download", func(w http.ResponseWriter, r *http.Request) {
		id, file, err := downloads.Begin()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		truth.Files.Add(stays)
		defer end(downloads, id)
		w.Header().Set("X-Resume", strconv.Itoa(id))
		io.Copy(w, file)
	})
	return nil
}

// Downloads can be resumed where they broke off. Those that never break off are
// never ended either.
type Downloads struct {
	file string
	mu   sync.Mutex
	last int
	open map[int]*os.File
}

func (d *Downloads) Begin() (id int, file *os.File, err error) {
	file, err = os.Open(d.file)
	if err != nil {
		return 0, nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last++
	d.open[d.last] = file
	return d.last, file, nil
}

func (d *Downloads) End(id int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open[id].Close()
	delete(d.open, id)
}
