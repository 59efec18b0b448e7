// Command kernels serves one of the leaks that ship with Go: each request runs
// its function once. The packages goker and patterns are made from GOROOT at
// build time, see kernel-sources.ts.
package main

import (
	"flag"
	"log"
	"maps"
	"net/http"
	"runtime"
	"strings"
	"time"

	"example.com/cases/kernels/goker"
	"example.com/cases/kernels/patterns"
	"example.com/cases/serve"
)

// Some of them block their caller for ever.
const longestRequest = 5 * time.Second

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "address to listen on")
	name := flag.String("case", "", "which to serve")
	flag.Parse()
	cases := maps.Clone(goker.Cases)
	maps.Copy(cases, patterns.Cases)
	run := cases[*name]
	if run == nil {
		log.Fatalf("kernels: there is no %q", *name)
	}
	if err := serve.Serve(*addr, once(run), remaining); err != nil {
		log.Fatalf("kernels: %v", err)
	}
}

func once(run func()) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		done := make(chan any, 1)
		go func() {
			defer func() { done <- recover() }()
			run()
		}()
		select {
		case panicked := <-done:
			if panicked != nil {
				http.Error(w, "it panicked", http.StatusInternalServerError)
			}
		case <-time.After(longestRequest):
		}
	})
}

// remaining counts the goroutines that run a function of the cases.
func remaining() serve.Truth {
	records := make([]runtime.StackRecord, 2*runtime.NumGoroutine()+100)
	n, ok := runtime.GoroutineProfile(records)
	if !ok {
		log.Fatal("kernels: goroutines grew while they were counted")
	}
	var truth serve.Truth
	for _, record := range records[:n] {
		if isOfCase(record.Stack()) {
			truth.Goroutines++
		}
	}
	return truth
}

func isOfCase(pcs []uintptr) bool {
	frames := runtime.CallersFrames(pcs)
	for {
		frame, more := frames.Next()
		for _, name := range []string{"goker", "patterns"} {
			if strings.HasPrefix(frame.Function, "example.com/cases/kernels/"+name+".") {
				return true
			}
		}
		if !more {
			return false
		}
	}
}
