package network

import (
	"encoding/json"
	"net/http"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "transport-per-request", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{"net/http.(*persistConn).readLoop", "net/http.(*persistConn).writeLoop", pkg + "(*Geo).Country"},
		Requests:  80, Paths: []string{"/hello"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveGeo(s, (*Geo).Country) },
		Mended: func(s *corpus.Service) error { return serveGeo(s, (*Geo).CountryShared) },
	})
}

func serveGeo(s *corpus.Service, country func(*Geo) (string, error)) error {
	locator, err := s.Upstream(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		corpus.Answer(w, map[string]string{"country": "NO"})
	}))
	if err != nil {
		return err
	}
	geo := &Geo{url: "http://" + locator, client: &http.Client{Transport: &http.Transport{}}}
	s.Handle("GET /hello", func(w http.ResponseWriter, r *http.Request) {
		from, err := country(geo)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		corpus.Answer(w, map[string]string{"hello": from})
	})
	return nil
}

// Geo knows where an address is.
type Geo struct {
	url    string
	client *http.Client
}

// Country has a transport of its own for each question, and with it an idle
// connection that nobody uses again and nobody closes.
func (g *Geo) Country() (string, error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 2}}
	found, err := ask(client, g.url)
	if err == nil {
		truth.Goroutines.Add(3) // two of the client, one of the locator, which is in this process
		truth.Files.Add(2)
	}
	return found, err
}

func (g *Geo) CountryShared() (string, error) { return ask(g.client, g.url) }

func ask(client *http.Client, url string) (string, error) {
	response, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var answer struct{ Country string }
	err = json.NewDecoder(response.Body).Decode(&answer)
	return answer.Country, err
}
