// Package database: leaks around database/sql, and a pool that is none. The
// driver is SQLite, in Go.
package database

import (
	"database/sql"
	"fmt"
	"path/filepath"

	_ "modernc.org/sqlite"

	"example.com/cases/corpus"
)

const pkg = "example.com/cases/database."

// shopDatabase makes a database with a hundred articles and returns its data source.
func shopDatabase(s *corpus.Service) (source string, err error) {
	dir, err := s.TempDir()
	if err != nil {
		return "", err
	}
	source = "file:" + filepath.Join(dir, "shop.db") + "?_pragma=busy_timeout(10000)"
	db, err := sql.Open("sqlite", source)
	if err != nil {
		return "", err
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE articles (id INTEGER PRIMARY KEY, name TEXT, stock INTEGER)"); err != nil {
		return "", err
	}
	for id := range 100 {
		name := fmt.Sprintf("article %d", id)
		if _, err := db.Exec("INSERT INTO articles VALUES (?, ?, ?)", id, name, 100); err != nil {
			return "", err
		}
	}
	return source, nil
}

// openShop opens such a database for as long as the service runs.
func openShop(s *corpus.Service) (*sql.DB, error) {
	source, err := shopDatabase(s)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", source)
	if err == nil {
		s.AtExit(func() { db.Close() })
	}
	return db, err
}
