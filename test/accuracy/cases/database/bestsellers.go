package database

import (
	"context"
	"database/sql"
	"net/http"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "sql-rows-not-closed", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{"database/sql.(*Rows).awaitDone", pkg + "(*Bestsellers).First"},
		Requests:  30, Paths: []string{"/bestseller"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveBestsellers(s, (*Bestsellers).First) },
		Mended: func(s *corpus.Service) error { return serveBestsellers(s, (*Bestsellers).FirstAndClose) },
	})
}

func serveBestsellers(s *corpus.Service, first func(*Bestsellers) (string, error)) error {
	db, err := openShop(s)
	if err != nil {
		return err
	}
	bestsellers := &Bestsellers{ctx: s.Context, db: db}
	s.Handle("GET /bestseller", func(w http.ResponseWriter, r *http.Request) {
		found, err := first(bestsellers)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]string{"first": found})
	})
	return nil
}

type Bestsellers struct {
	ctx context.Context
	db  *sql.DB
}

const bestFirst = "SELECT name FROM articles ORDER BY stock"

// First takes one row of a hundred. Rows that are neither read to their end nor
// closed keep their connection.
func (b *Bestsellers) First() (name string, err error) {
	rows, err := b.db.QueryContext(b.ctx, bestFirst)
	if err != nil {
		return "", err
	}
	truth.Goroutines.Add(1)
	truth.Files.Add(1)
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func (b *Bestsellers) FirstAndClose() (name string, err error) {
	rows, err := b.db.QueryContext(b.ctx, bestFirst)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}
