import { all, beside, goroutine, has, not, started } from "./match.ts";
import type { Row } from "./row.ts";

const GRPC = "google.golang.org/grpc";
const TRANSPORT = `${GRPC}/internal/transport`;

/** Of one ClientConn; until 1.54 and 1.60 some had other names. */
export const CLIENT = started(
	`${TRANSPORT}.newHTTP2Client`,
	`${TRANSPORT}.NewHTTP2Client`,
	`${TRANSPORT}.(*http2Client).reader`,
	`${TRANSPORT}.(*http2Client).keepalive`,
	`${GRPC}/internal/grpcsync.(*CallbackSerializer).run`,
	`${GRPC}/internal/resolver/dns.(*dnsResolver).watcher`,
	`${GRPC}.(*ccBalancerWrapper).watcher`,
	`${GRPC}.(*addrConn).resetTransport`,
	`${GRPC}.(*addrConn).resetTransportAndUnlock`,
);

/** Of one connection that a server has accepted. */
const SERVER = all(
	started(
		`${TRANSPORT}.newHTTP2Server`,
		`${TRANSPORT}.NewServerTransport`,
		`${TRANSPORT}.(*http2Server).keepalive`,
		`${GRPC}.(*Server).handleRawConn`,
		`${GRPC}.(*Server).serveStreams`,
	),
	not(has(`${GRPC}.(*Server).handleStream`)),
);

export const grpc: readonly Row[] = [
	{
		id: "grpc-stream-left-open",
		when: started(
			`${GRPC}.newClientStreamWithParams`,
			`${GRPC}.newClientStream`,
		),
		cause:
			"Streams of a gRPC client are left open: neither received to their end nor cancelled.",
		mend: "Receive until an error (`io.EOF` is one), or cancel the stream's context.",
		code: `ctx, cancel := context.WithCancel(ctx)
defer cancel()
stream, err := client.Watch(ctx, request)`,
		link: "https://pkg.go.dev/google.golang.org/grpc#ClientConn.NewStream",
	},
	{
		id: "grpc-call-without-deadline",
		when: all(
			goroutine,
			has(
				`${TRANSPORT}.(*recvBufferReader).readClient`,
				`${TRANSPORT}.(*recvBufferReader).readMessageHeaderClient`,
				`${TRANSPORT}.(*ClientStream).waitOnHeader`,
				`${TRANSPORT}.(*Stream).waitOnHeader`,
				`${GRPC}.(*pickerWrapper).pick`,
			),
		),
		cause:
			"A gRPC call waits for an answer that does not come, and its context has no deadline that ends it.",
		mend: "Give every call a deadline; gRPC sets none.",
		code: `ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
defer cancel()
reply, err := client.Get(ctx, request)`,
		link: "https://pkg.go.dev/google.golang.org/grpc#ClientConn.Invoke",
	},
	{
		id: "grpc-client-per-request",
		when: CLIENT,
		cause:
			"gRPC clients pile up: probably each request makes a `grpc.ClientConn` and does not close it.",
		mend: "Make one ClientConn for each target at the start and share it: it is safe for concurrent use. `Close` those that live shorter.",
		code: `conn, err := grpc.NewClient(target, options...)
if err != nil {
	return err
}
defer conn.Close()`,
		link: "https://pkg.go.dev/google.golang.org/grpc#ClientConn.Close",
	},
	{
		id: "grpc-own-connections",
		when: all(SERVER, beside(CLIENT)),
		cause:
			"The gRPC server holds connections of clients that are probably this process's own, for they pile up too.",
		mend: "Mend the clients, whose stacks grew as well.",
		code: "defer conn.Close()",
		link: "https://pkg.go.dev/google.golang.org/grpc#ClientConn.Close",
	},
	{
		id: "grpc-server-connections-open",
		when: SERVER,
		cause:
			"Clients keep their connections to the gRPC server open: no leak where the load still holds them.",
		mend: "Let the load close its clients at its end; `MaxConnectionIdle` ends connections that clients forget.",
		code: `server := grpc.NewServer(grpc.KeepaliveParams(keepalive.ServerParameters{
	MaxConnectionIdle: 5 * time.Minute,
}))`,
		link: "https://pkg.go.dev/google.golang.org/grpc/keepalive#ServerParameters",
	},
];
