import { CLIENT } from "./grpc.ts";
import { BODY_OPEN, IDLE } from "./http-client.ts";
import { all, beside, has, heap, type Matcher, started } from "./match.ts";
import type { Row } from "./row.ts";

const SQL = "database/sql";

/** A sample may lie anywhere in the making and the sending of a request. */
const REQUEST = [
	"net/http.NewRequest*",
	"net/http.(*Client).*",
	"net/http.(*Transport).RoundTrip",
];

/**
 * Memory that is allocated on the way to what leaks: the goroutines of a
 * connection, a query or a client have none of the user's code on their stacks,
 * and this is where it was asked for.
 */
export const openedHere: readonly Row[] = [
	{
		id: "http-response-asked-here",
		when: askedFor(BODY_OPEN, ...REQUEST),
		cause:
			"Responses to requests from here are probably those left open: goroutines of their connections leak in this run.",
		mend: "Close the body of every response that comes back here.",
		code: `resp, err := client.Do(req)
if err != nil {
	return err
}
defer resp.Body.Close()`,
		link: "https://pkg.go.dev/net/http#Client.Do",
	},
	{
		id: "http-connection-opened-here",
		when: askedFor(IDLE, ...REQUEST),
		cause:
			"Requests from here probably leave the idle connections behind that pile up in this run.",
		mend: "Send them through one `http.Client` with one Transport for the whole program.",
		code: `type Service struct {
	client *http.Client // made once
}`,
		link: "https://pkg.go.dev/net/http#Transport",
	},
	{
		id: "grpc-client-made-here",
		when: askedFor(
			CLIENT,
			"google.golang.org/grpc.NewClient",
			"google.golang.org/grpc.Dial",
			"google.golang.org/grpc.DialContext",
		),
		cause:
			"gRPC clients are made here, and goroutines of clients that nobody closed leak in this run.",
		mend: "Make one ClientConn for each target at the start and share it, or close it when it is done.",
		code: `conn, err := grpc.NewClient(target, opts...)
if err != nil {
	return err
}
defer conn.Close()`,
		link: "https://pkg.go.dev/google.golang.org/grpc#ClientConn.Close",
	},
	{
		id: "sql-rows-asked-here",
		when: askedFor(
			started(`${SQL}.(*Rows).awaitDone`),
			`${SQL}.(*DB).QueryContext`,
			`${SQL}.(*Conn).QueryContext`,
			`${SQL}.(*Stmt).QueryContext`,
			`${SQL}.(*Tx).QueryContext`,
		),
		cause:
			"Rows that are asked for here are probably those left open in this run.",
		mend: "Close rows on every path, and read `rows.Err()` at the end.",
		code: `rows, err := db.QueryContext(ctx, query)
if err != nil {
	return err
}
defer rows.Close()`,
		link: "https://pkg.go.dev/database/sql#Rows.Close",
	},
	{
		id: "sql-transaction-begun-here",
		when: askedFor(started(`${SQL}.(*Tx).awaitDone`), `${SQL}.(*DB).BeginTx`),
		cause:
			"Transactions that begin here are probably those left open in this run.",
		mend: "Roll back with defer right after the beginning; after a commit it does nothing.",
		code: `tx, err := db.BeginTx(ctx, nil)
if err != nil {
	return err
}
defer tx.Rollback()`,
		link: "https://pkg.go.dev/database/sql#Tx.Rollback",
	},
	{
		id: "sql-database-opened-here",
		when: askedFor(
			started(`${SQL}.(*DB).connectionOpener`),
			`${SQL}.Open`,
			`${SQL}.OpenDB`,
		),
		cause:
			"Databases are opened here, and a goroutine of each that nobody closed leaks in this run.",
		mend: "Open one `sql.DB` at the start and share it: it is a pool of connections.",
		code: `db, err := sql.Open(driver, source) // once, in main
if err != nil {
	return err
}
defer db.Close()`,
		link: "https://pkg.go.dev/database/sql#Open",
	},
];

/** A heap site on the way down to one of these functions, and goroutines like these leak beside it. */
function askedFor(
	goroutines: Matcher,
	...functions: readonly string[]
): Matcher {
	return all(heap, has(...functions), beside(goroutines));
}
