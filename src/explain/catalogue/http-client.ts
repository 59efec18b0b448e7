import {
	all,
	any,
	beside,
	goroutine,
	has,
	paired,
	started,
	waits,
} from "./match.ts";
import type { Row } from "./row.ts";

const READ_LOOP = started("net/http.(*persistConn).readLoop");
const WRITE_LOOP = started("net/http.(*persistConn).writeLoop");
const HTTP2 = "golang.org/x/net/http2";

/** While a body is open, readLoop waits in a select for its end; between two requests, for the network. */
export const BODY_OPEN = all(READ_LOOP, waits("select"));
export const IDLE = all(READ_LOOP, waits("IO wait"));

/** The caller of a request that is sent; its connection's readLoop waits for the network meanwhile. */
const AWAITS = all(
	goroutine,
	has(
		"net/http.(*persistConn).roundTrip",
		`${HTTP2}.(*ClientConn).RoundTrip`,
		`${HTTP2}.(*ClientConn).roundTrip`,
	),
);

export const httpClient: readonly Row[] = [
	{
		id: "http-body-not-closed",
		when: any(BODY_OPEN, all(WRITE_LOOP, paired(BODY_OPEN))),
		cause:
			"Responses are left open: each holds a connection and two goroutines until its body is closed.",
		mend: "Close every body, also where only the status or header is wanted.",
		code: `resp, err := client.Do(req)
if err != nil {
	return err
}
defer resp.Body.Close()`,
		link: "https://pkg.go.dev/net/http#Client.Do",
	},
	{
		id: "http-client-without-timeout",
		when: any(AWAITS, all(any(READ_LOOP, WRITE_LOOP), paired(AWAITS))),
		cause:
			"A request waits for a response that does not come, and neither `http.Client.Timeout` nor the request's context ends the wait.",
		mend: "Give the request a context with a deadline, or the client a Timeout; the default client has none.",
		code: `client := &http.Client{Timeout: 10 * time.Second}`,
		link: "https://pkg.go.dev/net/http#Client",
	},
	{
		id: "http-transport-per-request",
		when: any(IDLE, all(WRITE_LOOP, paired(IDLE))),
		cause:
			"Idle connections of an HTTP client pile up unused: probably each request makes an `http.Transport` with connections of its own.",
		mend: "Make one `http.Client` with one Transport and share it; they are safe for concurrent use.",
		code: `type Service struct {
	client *http.Client // made once
}`,
		link: "https://pkg.go.dev/net/http#Transport",
	},
	{
		id: "http-client-connections-open",
		when: any(READ_LOOP, WRITE_LOOP),
		cause:
			"Connections of an HTTP client stay open: bodies that are not closed, or a Transport per request.",
		mend: "Close every body, and share one `http.Client`.",
		code: "defer resp.Body.Close()",
		link: "https://pkg.go.dev/net/http#Transport",
	},
	{
		id: "http2-response-open",
		when: any(
			started(`${HTTP2}.(*clientStream).doRequest`),
			all(
				started(`${HTTP2}.(*ClientConn).readLoop`),
				beside(started(`${HTTP2}.(*clientStream).doRequest`)),
			),
		),
		cause:
			"Requests over `HTTP/2` stay open: their bodies are neither closed nor read to the end, or the other end never stops sending.",
		mend: "Close every body, and give each request a context that ends.",
		code: `ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
defer cancel()
resp, err := client.Do(req.WithContext(ctx))`,
		link: "https://pkg.go.dev/net/http#Client.Do",
	},
	{
		id: "http2-connection-per-request",
		when: started(`${HTTP2}.(*ClientConn).readLoop`),
		cause:
			"`HTTP/2` connections pile up, though one carries many requests: probably each request makes a new Transport.",
		mend: "Make one `http.Client` with one Transport and share it; they are safe for concurrent use.",
		code: `type Service struct {
	client *http.Client // made once
}`,
		link: "https://pkg.go.dev/net/http#Transport",
	},
	{
		id: "http-body-never-ends",
		when: all(
			goroutine,
			has(
				"net/http.(*bodyEOFSignal).Read",
				`${HTTP2}.transportResponseBody.Read`,
			),
		),
		cause:
			"It reads a response that does not end: the server keeps the connection open and sends nothing, and no deadline ends the read.",
		mend: "Give the request a context that ends with its caller; `http.Client.Timeout` counts reading the body too.",
		code: `ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
defer cancel()
req, err := http.NewRequestWithContext(ctx, "GET", url, nil)`,
		link: "https://pkg.go.dev/net/http#NewRequestWithContext",
	},
	{
		id: "http-no-free-connection",
		when: all(goroutine, has("net/http.(*Transport).getConn"), waits("select")),
		cause:
			"It waits for a connection: the host does not answer, or all that `MaxConnsPerHost` allows are in use by bodies that are not closed.",
		mend: "Close every body, and give the request a context with a deadline.",
		code: `ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
defer cancel()
req, err := http.NewRequestWithContext(ctx, "GET", url, nil)`,
		link: "https://pkg.go.dev/net/http#Transport",
	},
];
