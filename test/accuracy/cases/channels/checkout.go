package channels

import (
	"errors"
	"net/http"
	"strings"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

func init() {
	corpus.Register(corpus.Case{
		Name: "early-return", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{pkg + "(*Checkout).shipping"},
		Requests:  200, Paths: []string{"/checkout?coupon=SUMMER-2019"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveCheckout(s, (*Checkout).Total) },
		Mended: func(s *corpus.Service) error { return serveCheckout(s, (*Checkout).TotalOfValid) },
	})
}

func serveCheckout(s *corpus.Service, total func(*Checkout, string) (int, error)) error {
	checkout := &Checkout{cents: 4200}
	s.Handle("GET /checkout", func(w http.ResponseWriter, r *http.Request) {
		cents, err := total(checkout, r.URL.Query().Get("coupon"))
		if err != nil {
			corpus.Answer(w, map[string]string{"refused": err.Error()})
			return
		}
		corpus.Answer(w, map[string]int{"cents": cents})
	})
	return nil
}

type Checkout struct {
	cents int
}

var errExpired = errors.New("the coupon has expired")

// Total has shipping computed beside the rest, and returns before it takes the
// result when the coupon is no good.
func (c *Checkout) Total(coupon string) (int, error) {
	shipping := make(chan int)
	go c.shipping(shipping)
	if strings.HasSuffix(coupon, "-2019") {
		return 0, errExpired
	}
	return c.cents + <-shipping, nil
}

// TotalOfValid starts nothing before it knows that the result is wanted.
func (c *Checkout) TotalOfValid(coupon string) (int, error) {
	if strings.HasSuffix(coupon, "-2019") {
		return 0, errExpired
	}
	shipping := make(chan int)
	go c.shipping(shipping)
	return c.cents + <-shipping, nil
}

func (c *Checkout) shipping(cost chan<- int) {
	defer truth.Goroutine()()
	cost <- 490 + c.cents/100
}
