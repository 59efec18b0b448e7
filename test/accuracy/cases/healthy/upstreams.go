package healthy

import (
	"io"
	"net/http"
	"time"

	"example.com/cases/corpus"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "keep-alive-two-upstreams", Kind: corpus.Healthy, Metric: corpus.Goroutines,
		Requests: 200, Paths: []string{"/offers"},
		Start: serveOffers,
	})
}

// serveOffers asks two services with one client, which keeps up to six idle
// connections to each.
func serveOffers(s *corpus.Service) error {
	answer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Millisecond)
		corpus.Answer(w, map[string]string{"offer": r.URL.Path})
	})
	prices, err := s.Upstream(answer)
	if err != nil {
		return err
	}
	stocks, err := s.Upstream(answer)
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 6, IdleConnTimeout: 90 * time.Second}}
	s.Handle("GET /offers", func(w http.ResponseWriter, r *http.Request) {
		for _, url := range []string{"http://" + prices + "/price", "http://" + stocks + "/stock"} {
			if err := pass(client, url, w); err != nil {
				http.Error(w, err.Error(), http.StatusBadGateway)
				return
			}
		}
	})
	return nil
}

func pass(client *http.Client, url string, w io.Writer) error {
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(w, response.Body)
	return err
}
