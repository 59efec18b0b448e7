package database

import (
	"database/sql"
	"net/http"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "sql-pool", Kind: corpus.Healthy, Metric: corpus.Goroutines,
		Requests: 200, Paths: []string{"/sell/7", "/sell/8", "/stock"},
		Start: servePool,
	})
}

// servePool keeps up to eight connections, and closes those that were idle for
// four seconds.
func servePool(s *corpus.Service) error {
	db, err := openShop(s)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(8)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(4 * time.Second)
	s.Handle("GET /sell/{id}", func(w http.ResponseWriter, r *http.Request) {
		if _, err := db.ExecContext(r.Context(), takeStock, 1, r.PathValue("id")); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]string{"sold": r.PathValue("id")})
	})
	s.Handle("GET /stock", func(w http.ResponseWriter, r *http.Request) {
		names, err := inStock(db, r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, names)
	})
	return nil
}

func inStock(db *sql.DB, r *http.Request) (names []string, err error) {
	rows, err := db.QueryContext(r.Context(), "SELECT name FROM articles WHERE stock > 0 LIMIT 20")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
