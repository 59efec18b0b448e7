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
		Name: "sql-transaction-left-open", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{"database/sql.(*Tx).awaitDone", pkg + "(*Stock).Reserve"},
		Requests:  30, Paths: []string{"/reserve/7"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveStock(s, (*Stock).Reserve) },
		Mended: func(s *corpus.Service) error { return serveStock(s, (*Stock).ReserveOrRollBack) },
	})
}

func serveStock(s *corpus.Service, reserve func(*Stock, string, int) (bool, error)) error {
	db, err := openShop(s)
	if err != nil {
		return err
	}
	stock := &Stock{ctx: s.Context, db: db}
	s.Handle("GET /reserve/{id}", func(w http.ResponseWriter, r *http.Request) {
		reserved, err := reserve(stock, r.PathValue("id"), 500)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]bool{"reserved": reserved})
	})
	return nil
}

type Stock struct {
	ctx context.Context
	db  *sql.DB
}

const (
	selectStock = "SELECT stock FROM articles WHERE id = ?"
	takeStock   = "UPDATE articles SET stock = stock - ? WHERE id = ?"
)

// Reserve leaves its transaction open when there is not enough.
func (s *Stock) Reserve(id string, pieces int) (bool, error) {
	tx, err := s.db.BeginTx(s.ctx, nil)
	if err != nil {
		return false, err
	}
	var stock int
	if err := tx.QueryRow(selectStock, id).Scan(&stock); err != nil {
		return false, err
	}
	if stock < pieces {
		truth.Goroutines.Add(1)
		truth.Files.Add(1)
		return false, nil
	}
	if _, err := tx.Exec(takeStock, pieces, id); err != nil {
		return false, err
	}
	return true, tx.Commit()
}

func (s *Stock) ReserveOrRollBack(id string, pieces int) (bool, error) {
	tx, err := s.db.BeginTx(s.ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	var stock int
	if err := tx.QueryRow(selectStock, id).Scan(&stock); err != nil || stock < pieces {
		return false, err
	}
	if _, err := tx.Exec(takeStock, pieces, id); err != nil {
		return false, err
	}
	return true, tx.Commit()
}
