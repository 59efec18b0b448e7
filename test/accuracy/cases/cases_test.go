package main_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/cases/corpus"
	"example.com/cases/serve"
)

// The cases are what the product is judged by, so they are judged here, without
// the product: a leak grows in each of three rounds by what its own count says,
// a mended or healthy one comes back. It takes minutes; -v prints the growths.

// A healthy service may grow in three rounds, and then has to stop.
const leakingRounds, healthyRounds = 3, 4

// What the heap of a service moves by itself from round to round.
const heapNoise = 24 << 10

type listed struct {
	corpus.Case
	Mended bool `json:"mended"`
}

func TestCases(t *testing.T) {
	binaries := map[corpus.Build]string{"": build(t), corpus.Race: build(t, "-race")}
	binaries[corpus.Cgo] = binaries[""]
	text, err := exec.Command(binaries[""], "-list").Output()
	if err != nil {
		t.Fatal(err)
	}
	var cases []listed
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		binary := binaries[c.Build]
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			s := start(t, binary, c, false)
			if c.Kind == corpus.Leak {
				leaks(t, s)
			} else {
				leaksNothing(t, s)
			}
		})
		if c.Mended {
			t.Run(c.Name+" mended", func(t *testing.T) {
				t.Parallel()
				leaksNothing(t, start(t, binary, c, true))
			})
		}
	}
}

func leaks(t *testing.T, s *service) {
	looks := s.rounds(leakingRounds, func(look) bool { return false })
	for n := 1; n <= leakingRounds; n++ {
		truth, grew := s.grewTruly(looks[n-1], looks[n]), s.grew(looks[n-1], looks[n])
		if truth <= 0 {
			t.Errorf("round %d: the case counts a leak of %d", n, truth)
		}
		if off := grew - truth; s.isExact() && max(off, -off) > max(truth/100, 2) {
			t.Errorf("round %d: %s grew by %d, the case counts %d", n, s.Metric, grew, truth)
		} else if grew < truth*9/10 {
			t.Errorf("round %d: %s grew by %d only, the case counts %d", n, s.Metric, grew, truth)
		}
	}
	profile := s.get("/debug/pprof/goroutine?debug=1") + s.get("/debug/pprof/heap?debug=1")
	named := func(function string) bool { return strings.Contains(profile, function+"+0x") }
	if len(s.Functions) > 0 && !slices.ContainsFunc(s.Functions, named) {
		t.Errorf("no profile knows any of %s", s.Functions)
	}
}

func leaksNothing(t *testing.T, s *service) {
	var before *look
	looks := s.rounds(healthyRounds, func(now look) bool {
		if before == nil {
			before = &now
		}
		return s.grew(*before, now) <= s.noise()
	})
	least := s.grew(looks[0], looks[1])
	for n := 2; n <= healthyRounds; n++ {
		least = min(least, s.grew(looks[n-1], looks[n]))
	}
	if least > s.noise() {
		t.Errorf("%s grew by at least %d a round", s.Metric, least)
	}
	if told := looks[healthyRounds].truth; told != (serve.Truth{}) {
		t.Errorf("it counts a leak: %+v", told)
	}
}

type service struct {
	t *testing.T
	corpus.Case
	url string
}

// look is one moment of a service.
type look struct {
	counters struct{ Goroutines, HeapBytes, Threads, RSSBytes, OpenFiles int64 }
	truth    serve.Truth
}

func build(t *testing.T, words ...string) string {
	binary := filepath.Join(t.TempDir(), "cases")
	command := exec.Command("go", append(append([]string{"build"}, words...), "-o", binary, ".")...)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s\n%s", err, said)
	}
	return binary
}

func start(t *testing.T, binary string, c listed, mended bool) *service {
	addr := freeAddr(t)
	command := exec.Command(binary, "-addr", addr, "-case", c.Name, fmt.Sprintf("-mended=%t", mended))
	command.Env = append(os.Environ(), "GODEBUG=memprofilerate=4096")
	for key, value := range c.Env {
		command.Env = append(command.Env, key+"="+value)
	}
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Signal(os.Interrupt)
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	})
	for range 200 {
		time.Sleep(50 * time.Millisecond)
		if answer, err := http.Get("http://" + addr + "/ready"); err == nil {
			answer.Body.Close()
			return &service{t, c.Case, "http://" + addr}
		}
	}
	t.Fatal("it did not get ready")
	return nil
}

// rounds looks at the service before the first round and after each. It waits
// until the service rests, and up to 32 s longer for what isBack wants to see.
func (s *service) rounds(many int, isBack func(look) bool) []look {
	isBack(s.look())
	looks := []look{s.rest(isBack)}
	for range many {
		s.load()
		looks = append(looks, s.rest(isBack))
	}
	if testing.Verbose() {
		for n := 1; n <= many; n++ {
			now, last := looks[n], looks[n-1]
			s.t.Logf("%s round %d: goroutines %+d, heap %+d, threads %+d, rss %+d, files %+d; truth %d, %d, %d", s.t.Name(), n,
				now.counters.Goroutines-last.counters.Goroutines, now.counters.HeapBytes-last.counters.HeapBytes,
				now.counters.Threads-last.counters.Threads, now.counters.RSSBytes-last.counters.RSSBytes,
				now.counters.OpenFiles-last.counters.OpenFiles, now.truth.Goroutines-last.truth.Goroutines,
				now.truth.Bytes-last.truth.Bytes, now.truth.Files-last.truth.Files)
		}
	}
	return looks
}

func (s *service) rest(isBack func(look) bool) look {
	patience := 32 * time.Second
	if s.Kind == corpus.Leak {
		patience = 3 * time.Second
	}
	last, flat := s.look(), 0
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		time.Sleep(500 * time.Millisecond)
		now := s.look()
		if flat++; s.grew(last, now) != 0 {
			flat = 0
		}
		last = now
		if flat >= 2 && isBack(now) {
			break
		}
	}
	return last
}

// load sends a round of requests over ten connections and closes them.
func (s *service) load() {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 10}}
	defer client.CloseIdleConnections()
	requests := make(chan string)
	var done sync.WaitGroup
	for range 10 {
		done.Add(1)
		go func() {
			defer done.Done()
			for path := range requests {
				s.answer(client, path)
			}
		}()
	}
	for n := range s.Requests {
		requests <- s.Paths[n%len(s.Paths)]
	}
	close(requests)
	done.Wait()
}

func (s *service) answer(client *http.Client, path string) string {
	answer, err := client.Get(s.url + path)
	if err != nil {
		s.t.Error(err)
		return ""
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		s.t.Errorf("GET %s: %s %s %v", path, answer.Status, text, err)
	}
	return string(text)
}

func (s *service) look() (l look) {
	if err := json.Unmarshal([]byte(s.get("/counters")), &l.counters); err != nil {
		s.t.Error(err)
	}
	if err := json.Unmarshal([]byte(s.get("/truth")), &l.truth); err != nil {
		s.t.Error(err)
	}
	return l
}

func (s *service) get(path string) string { return s.answer(http.DefaultClient, path) }

func (s *service) grew(from, to look) int64 {
	switch s.Metric {
	case corpus.InuseSpace:
		return to.counters.HeapBytes - from.counters.HeapBytes
	case corpus.RSS:
		return to.counters.RSSBytes - from.counters.RSSBytes
	case corpus.Threads:
		return to.counters.Threads - from.counters.Threads
	case corpus.OpenFiles, corpus.TCPConnections:
		return to.counters.OpenFiles - from.counters.OpenFiles
	}
	return to.counters.Goroutines - from.counters.Goroutines
}

func (s *service) grewTruly(from, to look) int64 {
	switch s.Metric {
	case corpus.InuseSpace, corpus.RSS:
		return to.truth.Bytes - from.truth.Bytes
	case corpus.OpenFiles, corpus.TCPConnections:
		return to.truth.Files - from.truth.Files
	}
	return to.truth.Goroutines - from.truth.Goroutines
}

func (s *service) noise() int64 {
	switch s.Metric {
	case corpus.InuseSpace:
		return heapNoise
	case corpus.RSS:
		return 1 << 20
	case corpus.Threads:
		return 2
	}
	return 0
}

func (s *service) isExact() bool {
	switch s.Metric {
	case corpus.Goroutines, corpus.OpenFiles, corpus.TCPConnections:
		return true
	}
	return false
}

func freeAddr(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
