//go:build !race

package main

// Cases with dependencies stay out of the -race build: it would compile them all again.
import (
	_ "example.com/cases/database"
	_ "example.com/cases/labels"
	_ "example.com/cases/logs"
	_ "example.com/cases/rpc"
	_ "example.com/cases/sockets"
	_ "example.com/cases/stores"
	_ "example.com/cases/watch"
	_ "example.com/cases/workers"
)
