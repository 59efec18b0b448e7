package http

import (
	"context"
	"net"
	"runtime/pprof"
)

// net/http's part of the agent: server.go, with two lines changed at build time
// (adapters/go/wrapper.ts), calls these around and within each handler. See
// routes.go of package net.

// leakBudgetEnter labels the goroutine that is about to handle a request, and
// returns the context that leakBudgetLeave puts back. A ServeMux that knows
// patterns (not so under GODEBUG=httpmuxgo121=1) is about to do it better.
func leakBudgetEnter(handler Handler, r *Request) context.Context {
	before := r.Context()
	if _, ok := handler.(*ServeMux); !ok || use121 {
		leakBudgetMatch(r)
	}
	return before
}

// leakBudgetMatch labels again once ServeMux knows the pattern.
func leakBudgetMatch(r *Request) {
	path := ""
	if r.URL != nil {
		path = r.URL.Path
	}
	if ctx := net.LeakBudgetLabel(r.Context(), r.Method, r.Pattern, path); ctx != nil {
		r.ctx = ctx
	}
}

// leakBudgetLeave takes the label off: the connection's goroutine serves other requests.
func leakBudgetLeave(before context.Context) {
	if net.LeakBudgetOn {
		pprof.SetGoroutineLabels(before)
	}
}
