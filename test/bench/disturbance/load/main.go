// Command load asks a URL over some connections for some time, and prints how
// many answers came a second and the 99th percentile of their times.
package main

import (
	"encoding/json"
	"flag"
	"io"
	"log"
	"net/http"
	"os"
	"sort"
	"sync"
	"time"
)

func main() {
	url := flag.String("url", "", "what to ask")
	connections := flag.Int("connections", 4, "at the same time")
	duration := flag.Duration("for", time.Second, "how long")
	flag.Parse()

	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: *connections}}
	took := make([][]time.Duration, *connections)
	began := time.Now()
	until := began.Add(*duration)
	var done sync.WaitGroup
	for i := range took {
		done.Add(1)
		go func(i int) {
			defer done.Done()
			for time.Now().Before(until) {
				at := time.Now()
				answer, err := client.Get(*url)
				if err != nil {
					log.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != 200 {
					log.Fatal(answer.Status, err)
				}
				answer.Body.Close()
				took[i] = append(took[i], time.Since(at))
			}
		}(i)
	}
	done.Wait()
	elapsed := time.Since(began).Seconds()

	var all []time.Duration
	for _, some := range took {
		all = append(all, some...)
	}
	sort.Slice(all, func(i, j int) bool { return all[i] < all[j] })
	json.NewEncoder(os.Stdout).Encode(map[string]float64{
		"requests":  float64(len(all)),
		"perSecond": float64(len(all)) / elapsed,
		"p99Us":     float64(all[len(all)*99/100].Microseconds()),
	})
}
