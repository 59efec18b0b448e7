package database

import (
	"database/sql"
	"net/http"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "sql-db-per-request", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{"database/sql.(*DB).connectionOpener", pkg + "(*Articles).Name"},
		Requests:  30, Paths: []string{"/articles/7"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveArticles(s, (*Articles).Name) },
		Mended: func(s *corpus.Service) error { return serveArticles(s, (*Articles).NameAndClose) },
	})
}

func serveArticles(s *corpus.Service, name func(*Articles, string) (string, error)) error {
	source, err := shopDatabase(s)
	if err != nil {
		return err
	}
	articles := &Articles{source: source}
	s.Handle("GET /articles/{id}", func(w http.ResponseWriter, r *http.Request) {
		found, err := name(articles, r.PathValue("id"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]string{"name": found})
	})
	return nil
}

type Articles struct {
	source string
}

// Name opens the database for one question and leaves it open.
func (a *Articles) Name(id string) (string, error) {
	db, err := sql.Open("sqlite", a.source)
	if err != nil {
		return "", err
	}
	truth.Goroutines.Add(1)
	truth.Files.Add(1)
	return name(db, id)
}

func (a *Articles) NameAndClose(id string) (string, error) {
	db, err := sql.Open("sqlite", a.source)
	if err != nil {
		return "", err
	}
	defer db.Close()
	return name(db, id)
}

func name(db *sql.DB, id string) (name string, err error) {
	err = db.QueryRow("SELECT name FROM articles WHERE id = ?", id).Scan(&name)
	return name, err
}
