package net

import (
	"context"
	"runtime/pprof"
	"sync"
	"sync/atomic"
)

// Which route a goroutine works for: the pprof label http.route around each
// request's handler. net/http asks for it (http_routes.go); goroutines that a
// handler starts inherit it.

const (
	// Labels must not grow without bound: paths beyond this many get one name together.
	leakBudgetMostPaths = 200
	// Patterns are the program's own, and so are their number.
	leakBudgetMostRoutes = 1000
)

// leakBudgetRoute is one value of the label, and how many requests had it.
type leakBudgetRoute struct {
	requests uint64
	name     string
	labels   pprof.LabelSet
}

var (
	// LeakBudgetOn is set before main runs, where the agent listens.
	LeakBudgetOn bool
	// A map[string]*leakBudgetRoute that is replaced, never changed: requests read it without a lock.
	leakBudgetRoutes     atomic.Value
	leakBudgetRoutesLock sync.Mutex
)

// LeakBudgetLabel labels the calling goroutine with the route of a request, and
// returns the context that carries the label too, for pprof.Do puts the labels
// of a context back. The route is the pattern, or the path with what looks like
// an id taken out. Nil where there is nothing to label.
func LeakBudgetLabel(ctx context.Context, method, pattern, path string) context.Context {
	// PRI begins a whole HTTP/2 connection.
	if !LeakBudgetOn || method == "PRI" {
		return nil
	}
	var room [256]byte
	route := leakBudgetRouteOf(room[:0], method, pattern, path)
	if now, ok := pprof.Label(ctx, "http.route"); ok && now == route.name {
		return nil
	}
	atomic.AddUint64(&route.requests, 1)
	labelled := pprof.WithLabels(ctx, route.labels)
	pprof.SetGoroutineLabels(labelled)
	return labelled
}

// leakBudgetRouteOf names a request. A pattern that ends in a slash stands for
// all that lies below it, and often for another router: there the path says more.
func leakBudgetRouteOf(room []byte, method, pattern, path string) *leakBudgetRoute {
	if pattern != "" && pattern[len(pattern)-1] != '/' {
		if route := leakBudgetFind(leakBudgetNamed(room, method, pattern), leakBudgetMostRoutes); route != nil {
			return route
		}
	} else if route := leakBudgetFind(leakBudgetPathName(room, method, path), leakBudgetMostPaths); route != nil {
		return route
	}
	if pattern == "" {
		pattern = "(other)"
	}
	name := leakBudgetNamed(room, method, pattern)
	if route := leakBudgetFind(name, leakBudgetMostRoutes); route != nil {
		return route
	}
	return leakBudgetFind([]byte("(other)"), leakBudgetMostRoutes+1)
}

// leakBudgetFind looks a name up; a new one is added while there are fewer than most.
func leakBudgetFind(name []byte, most int) *leakBudgetRoute {
	routes, _ := leakBudgetRoutes.Load().(map[string]*leakBudgetRoute)
	if route := routes[string(name)]; route != nil || len(routes) >= most {
		return route
	}
	leakBudgetRoutesLock.Lock()
	defer leakBudgetRoutesLock.Unlock()
	routes, _ = leakBudgetRoutes.Load().(map[string]*leakBudgetRoute)
	if route := routes[string(name)]; route != nil || len(routes) >= most {
		return route
	}
	more := make(map[string]*leakBudgetRoute, len(routes)+1)
	for name, route := range routes {
		more[name] = route
	}
	route := &leakBudgetRoute{name: string(name)}
	route.labels = pprof.Labels("http.route", route.name)
	more[route.name] = route
	leakBudgetRoutes.Store(more)
	return route
}

// leakBudgetNamed puts the method before a pattern that has none.
func leakBudgetNamed(room []byte, method, pattern string) []byte {
	for i := 0; i < len(pattern); i++ {
		if pattern[i] == ' ' {
			return append(room, pattern...)
		}
	}
	return append(append(append(room, leakBudgetMethod(method)...), ' '), pattern...)
}

// leakBudgetMethod keeps the methods there are: a client may send any word.
func leakBudgetMethod(method string) string {
	switch method {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE":
		return method
	}
	return "(other)"
}

// leakBudgetPathName is `GET /orders/{…}` for GET /orders/17.
func leakBudgetPathName(room []byte, method, path string) []byte {
	name := append(append(room, leakBudgetMethod(method)...), ' ')
	if path == "" || path[0] != '/' {
		return append(name, '*')
	}
	for segments := 0; path != ""; segments++ {
		if segments == 12 {
			return append(name, "/…"...)
		}
		end := 1
		for end < len(path) && path[end] != '/' {
			end++
		}
		if leakBudgetIsID(path[1:end]) {
			name = append(name, "/{…}"...)
		} else {
			name = append(name, path[:end]...)
		}
		path = path[end:]
	}
	return name
}

// leakBudgetIsID reports whether a segment of a path looks like a value: a
// number, a date, a UUID, a hash, order-17, a token, an address, or no plain
// text. Words, v1, v1.2, s3 and shop.v1.Orders stay.
func leakBudgetIsID(segment string) bool {
	digits, trailing, longest, letters, hexes, dots := 0, 0, 0, 0, 0, 0
	for i := 0; i < len(segment); i++ {
		c := segment[i]
		if '0' <= c && c <= '9' {
			digits++
			trailing++
			if trailing > longest {
				longest = trailing
			}
			continue
		}
		trailing = 0
		switch lower := c | 0x20; {
		case c <= ' ' || c > '~' || c == '@' || c == '{' || c == '}':
			return true
		case c == '.':
			dots++
		case 'a' <= lower && lower <= 'f':
			hexes++
			letters++
		case 'g' <= lower && lower <= 'z':
			letters++
		}
	}
	switch {
	case len(segment) > 80:
		return true
	case digits == 0:
		return false
	case letters == 0 || longest >= 4:
		return true
	case hexes == letters && len(segment) >= 8:
		return true
	case digits >= 2 && dots == 0 && len(segment) >= 16:
		return true
	case trailing == 0:
		return false
	}
	mark := segment[len(segment)-trailing-1]
	return mark == '-' || mark == '_' || mark == ':' || mark == '~' || mark == ','
}
