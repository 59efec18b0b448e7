package memory

import (
	"bytes"
	"net/http"
	"sync"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "sub-slice-keeps-array", Kind: corpus.Leak, Metric: corpus.InuseSpace,
		Functions: []string{pkg + "readUpload"},
		Requests:  100, Paths: []string{"/uploads/photo.jpg"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveUploads(s, (*Recent).Add) },
		Mended: func(s *corpus.Service) error { return serveUploads(s, (*Recent).AddClone) },
	})
}

func serveUploads(s *corpus.Service, add func(*Recent, []byte)) error {
	recent := &Recent{magic: make([][]byte, 0, 10000)}
	s.Handle("GET /uploads/{name}", func(w http.ResponseWriter, r *http.Request) {
		upload := readUpload(r.PathValue("name"))
		add(recent, upload)
		corpus.Answer(w, map[string]int{"bytes": len(upload)})
	})
	return nil
}

// Recent has the first bytes of the last 10,000 uploads, which tell their kind.
type Recent struct {
	mu    sync.Mutex
	magic [][]byte
}

// Add keeps eight bytes, and with them the whole upload.
func (r *Recent) Add(upload []byte) {
	r.keep(upload[:8])
	truth.Bytes.Add(int64(cap(upload)))
}

func (r *Recent) AddClone(upload []byte) { r.keep(bytes.Clone(upload[:8])) }

func (r *Recent) keep(magic []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.magic) == cap(r.magic) {
		r.magic = r.magic[:copy(r.magic, r.magic[1:])]
	}
	r.magic = append(r.magic, magic)
}

func readUpload(name string) []byte {
	upload := make([]byte, 16<<10)
	copy(upload, "\x89PNG\r\n\x1a\n"+name)
	return upload
}
