// Package watch: a leak of file watchers.
package watch

import (
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/fsnotify/fsnotify"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/watch."

func init() {
	corpus.Register(corpus.Case{
		Name: "fsnotify-watcher-per-reload", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Config).follow", "github.com/fsnotify/fsnotify.(*inotify).readEvents"},
		// Few: Linux allows a user 128 watchers.
		Requests: 8, Paths: []string{"/reload"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveConfig(s, (*Config).Reload) },
		Mended: func(s *corpus.Service) error { return serveConfig(s, (*Config).ReloadAndClose) },
	})
}

func serveConfig(s *corpus.Service, reload func(*Config) error) error {
	dir, err := s.TempDir()
	if err != nil {
		return err
	}
	config := &Config{file: filepath.Join(dir, "service.conf")}
	if err := os.WriteFile(config.file, []byte("level=info\n"), 0o600); err != nil {
		return err
	}
	if err := config.Reload(); err != nil {
		return err
	}
	s.Handle("GET /reload", func(w http.ResponseWriter, r *http.Request) {
		if err := reload(config); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]int64{"changes": config.changes.Load()})
	})
	return nil
}

// Config is read again whenever its file changes.
type Config struct {
	file    string
	watcher atomic.Pointer[fsnotify.Watcher]
	changes atomic.Int64
}

// Reload puts a new watcher in the place of the last one, which goes on watching.
func (c *Config) Reload() error {
	watcher, err := c.watch()
	if err != nil {
		return err
	}
	if c.watcher.Swap(watcher) != nil {
		truth.Goroutines.Add(2) // follow, and fsnotify's own
		truth.Files.Add(1)
	}
	return nil
}

func (c *Config) ReloadAndClose() error {
	watcher, err := c.watch()
	if err != nil {
		return err
	}
	return c.watcher.Swap(watcher).Close()
}

func (c *Config) watch() (*fsnotify.Watcher, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := watcher.Add(c.file); err != nil {
		watcher.Close()
		return nil, err
	}
	go c.follow(watcher)
	return watcher, nil
}

func (c *Config) follow(watcher *fsnotify.Watcher) {
	for range watcher.Events {
		c.changes.Add(1)
	}
}
