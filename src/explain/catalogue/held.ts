import { all, any, has, heap, heldByGoroutines, not, rooted } from "./match.ts";
import type { Row } from "./row.ts";

/** Memory that something else holds, which leaks too: before what the memory itself would tell. */
export const held: readonly Row[] = [
	{
		id: "held-by-goroutines",
		when: all(heap, heldByGoroutines),
		cause:
			"Goroutines of the same package leak in this run, and probably they hold this memory.",
		mend: "Mend the goroutines first; what is still in use then is a leak of its own.",
		code: `go func() {
	defer wg.Done()
	work(ctx) // ends with ctx, and frees what it holds
}()`,
		link: "https://go.dev/doc/diagnostics",
	},
	{
		id: "http-connection-memory",
		when: all(
			heap,
			any(
				has("net/http.(*Transport).dialConn"),
				all(
					rooted("net/http.(*conn).serve"),
					not(has("net/http.serverHandler.ServeHTTP")),
				),
			),
		),
		cause:
			"It is what `net/http` keeps for a connection, which stays while the connection is open or its handler runs.",
		mend: "Look for connections and handlers that stay: close response bodies, share one `http.Client`, and let handlers end with their request.",
		code: "defer resp.Body.Close()",
		link: "https://pkg.go.dev/net/http#Client.Do",
	},
];
