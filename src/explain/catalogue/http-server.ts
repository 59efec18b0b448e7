import {
	all,
	any,
	goroutine,
	has,
	not,
	paired,
	started,
	waits,
} from "./match.ts";
import type { Row } from "./row.ts";

const SERVE = started("net/http.(*conn).serve");
const HTTP2 = "golang.org/x/net/http2";
const HANDLER = has(
	"net/http.serverHandler.ServeHTTP",
	"net/http.initALPNRequest.ServeHTTP",
);

export const httpServer: readonly Row[] = [
	{
		id: "http-handler-runs",
		when: started("net/http.(*connReader).backgroundRead"),
		cause:
			"The server listens to a client whose request is still being handled: it ends when the handler does.",
		mend: "Mend the handler, whose own stack grew as much.",
		code: `select {
case event := <-events:
	send(w, event)
case <-r.Context().Done():
	return
}`,
		link: "https://pkg.go.dev/net/http#Request.Context",
	},
	{
		id: "http2-server-connections-open",
		when: all(
			any(
				started(`${HTTP2}.(*serverConn).readFrames`),
				all(goroutine, has(`${HTTP2}.(*serverConn).serve`)),
			),
			not(HANDLER),
		),
		cause:
			"Clients keep `HTTP/2` connections to this server open: no leak where the load still holds them.",
		mend: "Where the client is this service itself, share one `http.Client` in it; idle connections of others end with `http.Server.IdleTimeout`.",
		code: `server := &http.Server{Handler: mux, IdleTimeout: time.Minute}`,
		link: "https://pkg.go.dev/net/http#Server",
	},
	{
		id: "http-request-body-stalls",
		when: all(goroutine, has("net/http.(*body).Read"), waits("IO wait")),
		cause:
			"A handler reads a request whose client sends no more of it, and no deadline ends the read.",
		mend: "Give the server a `ReadTimeout`, or this request a deadline.",
		code: `rc := http.NewResponseController(w)
rc.SetReadDeadline(time.Now().Add(30 * time.Second))`,
		link: "https://pkg.go.dev/net/http#ResponseController",
	},
	{
		id: "http-own-connections",
		when: all(
			SERVE,
			not(HANDLER),
			waits("IO wait"),
			paired(
				started(
					"net/http.(*persistConn).writeLoop",
					"net/http.(*persistConn).readLoop",
				),
			),
		),
		cause:
			"The server waits for the next request on connections that are probably this process's own: an HTTP client in it leaks as many.",
		mend: "Mend the client: its stacks `readLoop` and `writeLoop` grew as much.",
		code: "defer resp.Body.Close()",
		link: "https://pkg.go.dev/net/http#Client.Do",
	},
	{
		id: "http-server-connections-open",
		when: all(
			SERVE,
			not(HANDLER),
			not(has("crypto/tls.(*Conn).HandshakeContext")),
			waits("IO wait"),
		),
		cause:
			"The server waits for the next request on connections that clients keep open: no leak where the load still holds them.",
		mend: "Let the load close its connections at its end; an `IdleTimeout` ends those that clients forget.",
		code: `server := &http.Server{Handler: mux, IdleTimeout: time.Minute}`,
		link: "https://pkg.go.dev/net/http#Server",
	},
	{
		id: "proxied-upgrade-open",
		when: all(
			goroutine,
			any(
				has("net/http/httputil.(*ReverseProxy).handleUpgradeResponse"),
				started(
					"net/http/httputil.switchProtocolCopier.copyToBackend",
					"net/http/httputil.switchProtocolCopier.copyFromBackend",
				),
			),
		),
		cause:
			"A reverse proxy carries upgraded connections, such as WebSockets, that neither end closes.",
		mend: "Give the proxied request a context that ends: that closes both sides.",
		code: `ctx, cancel := context.WithTimeout(r.Context(), time.Hour)
defer cancel()
proxy.ServeHTTP(w, r.WithContext(ctx))`,
		link: "https://pkg.go.dev/net/http/httputil#ReverseProxy",
	},
	{
		id: "test-server-not-closed",
		when: all(goroutine, has("net/http/httptest.(*Server).goServe")),
		cause: "A server of package httptest is started and never closed.",
		mend: "Close it where it is made.",
		code: `server := httptest.NewServer(handler)
defer server.Close()`,
		link: "https://pkg.go.dev/net/http/httptest#Server.Close",
	},
];
