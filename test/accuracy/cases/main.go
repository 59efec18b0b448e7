// Command cases serves one case of the corpus, a small service of which it is
// known whether it leaks: cases -addr 127.0.0.1:8080 -case map-cache [-mended].
package main

import (
	"flag"
	"log"
	"os"

	"example.com/cases/corpus"

	_ "example.com/cases/channels"
	_ "example.com/cases/contexts"
	_ "example.com/cases/healthy"
	_ "example.com/cases/locks"
	_ "example.com/cases/loops"
	_ "example.com/cases/memory"
	_ "example.com/cases/network"
	_ "example.com/cases/rare"
	_ "example.com/cases/system"
)

func main() {
	log.SetFlags(0)
	addr := flag.String("addr", "127.0.0.1:8080", "address to listen on")
	name := flag.String("case", "", "case to serve")
	mended := flag.Bool("mended", false, "serve the case without its leak")
	list := flag.Bool("list", false, "print the cases as JSON")
	flag.Parse()
	if *list {
		if err := corpus.List(os.Stdout); err != nil {
			log.Fatal(err)
		}
		return
	}
	start, err := corpus.Find(*name, *mended)
	if err != nil {
		log.Fatal(err)
	}
	if err := corpus.Run(start, *addr); err != nil {
		log.Fatalf("%s: %v", *name, err)
	}
}
