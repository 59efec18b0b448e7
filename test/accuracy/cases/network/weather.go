// Package network: leaks of connections and of what serves them.
package network

import (
	"net/http"
	"strings"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/network."

func init() {
	corpus.Register(corpus.Case{
		Name: "http-body-not-closed", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{"net/http.(*persistConn).readLoop", "net/http.(*persistConn).writeLoop", pkg + "(*Weather).Fresh"},
		Requests:  80, Paths: []string{"/weather/oslo"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveWeather(s, (*Weather).Fresh) },
		Mended: func(s *corpus.Service) error { return serveWeather(s, (*Weather).FreshAndClose) },
	})
}

func serveWeather(s *corpus.Service, fresh func(*Weather, string) (bool, error)) error {
	station, err := s.Upstream(http.HandlerFunc(forecast))
	if err != nil {
		return err
	}
	weather := &Weather{station: "http://" + station, client: &http.Client{}}
	s.Handle("GET /weather/{city}", func(w http.ResponseWriter, r *http.Request) {
		isFresh, err := fresh(weather, r.PathValue("city"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		corpus.Answer(w, map[string]any{"city": r.PathValue("city"), "fresh": isFresh})
	})
	return nil
}

// Weather asks a station.
type Weather struct {
	station string
	client  *http.Client
}

// Fresh looks at the header only and forgets the body, which holds the connection.
func (w *Weather) Fresh(city string) (bool, error) {
	response, err := w.client.Get(w.station + "/" + city)
	if err != nil {
		return false, err
	}
	truth.Goroutines.Add(3) // two of the client, one of the station, which is in this process
	truth.Files.Add(2)      // both ends
	return response.Header.Get("Age") == "0", nil
}

func (w *Weather) FreshAndClose(city string) (bool, error) {
	response, err := w.client.Get(w.station + "/" + city)
	if err != nil {
		return false, err
	}
	defer response.Body.Close()
	return response.Header.Get("Age") == "0", nil
}

func forecast(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Age", "0")
	w.Write([]byte(strings.Repeat("sunny with a chance of rain\n", 400)))
}
