import type { Place } from "./repository.ts";

/** How a service is told where to listen. */
export type Setter =
	| {
			readonly kind: "flag";
			/** With its dashes: `-addr`, `--port`. */
			readonly name: string;
			readonly form: AddressForm;
	  }
	| {
			readonly kind: "env";
			readonly name: string;
			readonly form: AddressForm;
	  }
	/** It is written in the code. */
	| { readonly kind: "fixed" };

/** `127.0.0.1:8080`, or 8080 alone. */
export type AddressForm = "address" | "port";

/** A place that says where a service may listen. */
export interface ListenAddress {
	readonly setter: Setter;
	/** Undefined where only the name of a flag or variable is known. */
	readonly port: number | undefined;
	readonly place: Place;
}

/** The port at the end of `:8080`, `0.0.0.0:8080` or `8080`; undefined where there is none that a service can have. */
export function portIn(text: string): number | undefined {
	const digits = /(?:^|:)(\d{2,5})$/.exec(text.trim())?.[1];
	const port = Number(digits);
	return port >= 1 && port <= 65_535 && !OF_OTHERS.has(port) ? port : undefined;
}

/** Names that speak of the address of the service itself, in whatever case. */
export function namesListenAddress(name: string): boolean {
	return (
		/(^|[_.-])(addr|address|listen|bind|port|http|server)$|listen|^(http|https|server|web|api|app|bind)[_.-]?(addr|address|port|bind)$|port$/i.test(
			name,
		) &&
		!/db|database|redis|postgres|pg|mysql|mongo|sql|smtp|mail|kafka|nats|amqp|rabbit|metric|admin|debug|pprof|profil|grpc|rpc|gossip|cluster|peer|proxy|remote|upstream|backend|target|client|statsd|trac|otel|jaeger|consul|etcd|vault|syslog|log|support|report|export|import|tls|https|ssl|max|min|timeout|_(pid|fds|fdnames)$/i.test(
			name,
		)
	);
}

/** Ports of well-known services: a text that ends in one of them is an address to call. */
const OF_OTHERS: ReadonlySet<number> = new Set([
	22, 25, 53, 110, 143, 465, 587, 993, 1433, 2181, 2379, 2380, 3306, 4222, 4317,
	4318, 5432, 5672, 6379, 6831, 8125, 8500, 9042, 9092, 9200, 11211, 14268,
	15672, 26257, 27017,
]);
