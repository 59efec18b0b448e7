import { all, any, goroutine, has, started, waits } from "./match.ts";
import type { Row } from "./row.ts";

const WAITS = waits(
	"chan send",
	"chan receive",
	"select",
	"sleep",
	"sync.Cond.Wait",
);

/** What a request is in the middle of, where nothing nearer to the leaf tells more. */
export const handlers: readonly Row[] = [
	{
		id: "http-handler-never-returns",
		when: all(
			any(
				all(
					started("net/http.(*conn).serve"),
					has("net/http.serverHandler.ServeHTTP"),
				),
				started("golang.org/x/net/http2.(*serverConn).runHandler"),
			),
			WAITS,
		),
		cause:
			"A handler still waits here after the load, and its request's context does not end the wait.",
		mend: "Wait for `r.Context().Done()` too: it is closed when the client goes away.",
		code: `select {
case event := <-events:
	send(w, event)
case <-r.Context().Done():
	return
}`,
		link: "https://pkg.go.dev/net/http#Request.Context",
	},
	{
		id: "grpc-handler-never-returns",
		when: all(
			goroutine,
			has("google.golang.org/grpc.(*Server).handleStream"),
			WAITS,
		),
		cause:
			"A gRPC handler still waits here after the load, and its call's context does not end the wait.",
		mend: "Wait for the Done of the call's context too: it is closed when the client cancels or goes away.",
		code: `select {
case event := <-events:
	return stream.Send(event)
case <-stream.Context().Done():
	return stream.Context().Err()
}`,
		link: "https://pkg.go.dev/google.golang.org/grpc#ServerStream",
	},
];
