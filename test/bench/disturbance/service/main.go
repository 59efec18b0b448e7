// Command service answers requests as services do: a little work, and JSON.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"runtime/metrics"
	"sync"
	"time"
)

type line struct {
	SKU      string   `json:"sku"`
	Count    int      `json:"count"`
	Price    float64  `json:"price"`
	Warnings []string `json:"warnings"`
}

type order struct {
	ID    string `json:"id"`
	Seal  string `json:"seal"`
	Lines []line `json:"lines"`
}

var parked = make(chan struct{})

func main() {
	goroutines := flag.Int("goroutines", 1000, "how many wait all the time")
	flag.Parse()
	for i := 0; i < *goroutines; i++ {
		go func() { <-parked }()
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(find(r.PathValue("id"))); err != nil {
			log.Print(err)
		}
	})
	var pauses pauses
	mux.HandleFunc("GET /pauses", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, pauses.longest().Microseconds())
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(listener.Addr())
	log.Fatal(http.Serve(listener, mux))
}

// find takes some 180 µs with the encoding, and allocates some 10 kB.
func find(id string) order {
	found := order{ID: id}
	for i := 0; i < 40; i++ {
		found.Lines = append(found.Lines, line{
			SKU:      fmt.Sprintf("sku-%s-%04d", id, i),
			Count:    i,
			Price:    float64(i) * 1.19,
			Warnings: warnings,
		})
	}
	sum := sha256.Sum256(stored)
	found.Seal = fmt.Sprintf("%x", sum)
	return found
}

var (
	warnings = []string{"fragile", "this way up"}
	stored   = make([]byte, 256<<10)
)

// pauses remembers how often the world was stopped for how long.
type pauses struct {
	mutex sync.Mutex
	seen  [2][]uint64
}

// longest is the longest stop since the last call, as a bucket of the runtime's histograms tells it.
func (p *pauses) longest() time.Duration {
	samples := []metrics.Sample{
		{Name: "/sched/pauses/total/gc:seconds"},
		{Name: "/sched/pauses/total/other:seconds"},
	}
	metrics.Read(samples)
	p.mutex.Lock()
	defer p.mutex.Unlock()
	longest := 0.0
	for kind, sample := range samples {
		histogram := sample.Value.Float64Histogram()
		for bucket, count := range histogram.Counts {
			if bucket < len(p.seen[kind]) && count == p.seen[kind][bucket] {
				continue
			}
			if count > 0 && histogram.Buckets[bucket] > longest {
				longest = histogram.Buckets[bucket]
			}
		}
		p.seen[kind] = append([]uint64(nil), histogram.Counts...)
	}
	return time.Duration(longest * float64(time.Second))
}
