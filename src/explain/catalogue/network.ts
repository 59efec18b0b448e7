import { all, any, goroutine, has, started, waits } from "./match.ts";
import type { Row } from "./row.ts";

const IO = waits("IO wait");

export const network: readonly Row[] = [
	{
		id: "tls-handshake-stalls",
		when: all(
			goroutine,
			has(
				"crypto/tls.(*Conn).HandshakeContext",
				"crypto/tls.(*Conn).Handshake",
			),
			IO,
		),
		cause:
			"It waits in a TLS handshake for a peer that says nothing, and no deadline ends it.",
		mend: "Give the handshake a deadline: `HandshakeContext`, a Transport's `TLSHandshakeTimeout`, a server's `ReadHeaderTimeout`.",
		code: `ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
defer cancel()
err := conn.HandshakeContext(ctx)`,
		link: "https://pkg.go.dev/crypto/tls#Conn.HandshakeContext",
	},
	{
		id: "dns-lookup-waits",
		when: all(
			goroutine,
			any(
				has(
					"net.(*Resolver).lookupIPAddr",
					"net.(*Resolver).LookupHost",
					"net.(*Resolver).LookupIPAddr",
					"net.(*Resolver).exchange",
				),
				started("net.doBlockingWithCtx"),
			),
		),
		cause:
			"It waits for the name of a host to be looked up, and the name server does not answer in time.",
		mend: "Give the lookup, or the dial that needs it, a context with a deadline.",
		code: `dialer := &net.Dialer{Timeout: 5 * time.Second}
conn, err := dialer.DialContext(ctx, "tcp", address)`,
		link: "https://pkg.go.dev/net#hdr-Name_Resolution",
	},
	{
		id: "dial-waits",
		when: all(
			goroutine,
			has(
				"net.(*netFD).connect",
				"net.(*Dialer).DialContext",
				"net.(*Dialer).Dial",
			),
		),
		cause:
			"It connects to a host that does not answer, with no timeout that ends it soon.",
		mend: "Dial with a timeout or a context that has a deadline.",
		code: `conn, err := net.DialTimeout("tcp", address, 5*time.Second)`,
		link: "https://pkg.go.dev/net#Dialer",
	},
	{
		id: "listener-not-closed",
		when: all(
			goroutine,
			has(
				"net.(*TCPListener).Accept",
				"net.(*TCPListener).AcceptTCP",
				"net.(*UnixListener).Accept",
				"net.(*UnixListener).AcceptUnix",
			),
		),
		cause:
			"Listeners pile up, each with a goroutine that waits for connections: servers are started and not closed.",
		mend: "Close the listener, or shut the server down, where its owner ends.",
		code: `listener, err := net.Listen("tcp", address)
if err != nil {
	return err
}
defer listener.Close()`,
		link: "https://pkg.go.dev/net#Listener",
	},
	{
		id: "connection-write-waits",
		when: all(goroutine, has("net.(*conn).Write", "net.(*netFD).Write"), IO),
		cause:
			"It writes to a connection whose other end does not read, and no deadline ends the write.",
		mend: "Set a write deadline before each write.",
		code: `conn.SetWriteDeadline(time.Now().Add(10 * time.Second))
_, err := conn.Write(data)`,
		link: "https://pkg.go.dev/net#Conn",
	},
	{
		id: "connection-read-waits",
		when: all(
			goroutine,
			has(
				"net.(*conn).Read",
				"net.(*netFD).Read",
				"net.(*netFD).readFrom",
				"net.(*netFD).readFromInet4",
				"net.(*netFD).readFromInet6",
				"net.(*netFD).readMsg",
			),
			IO,
		),
		cause:
			"It reads from a connection on which nothing comes: neither end closes it, and no deadline ends the read.",
		mend: "Set a read deadline before each read, and close the connection when its user is done.",
		code: `conn.SetReadDeadline(time.Now().Add(time.Minute))
n, err := conn.Read(buffer)`,
		link: "https://pkg.go.dev/net#Conn",
	},
];
