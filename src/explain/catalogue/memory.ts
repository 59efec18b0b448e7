import { timer } from "./keepers.ts";
import { all, any, at, has, heap, putInto } from "./match.ts";
import type { Row } from "./row.ts";

/** Memory that hangs on something that has a name of its own. */
export const memory: readonly Row[] = [
	{
		id: "connections-not-closed",
		when: all(
			heap,
			any(
				has(
					"net.(*netFD).accept",
					"net.newFD",
					"net.socket",
					"net.(*sysDialer).dialTCP",
					"net.(*Dialer).DialContext",
					"net.DialTimeout",
					"net.Dial",
				),
				at("net.*"),
			),
		),
		cause:
			"Connections probably stay open: what was dialled or accepted is kept and not closed.",
		mend: "Close each connection by `defer` where it is made or accepted, or bound the pool that keeps it.",
		code: `conn, err := net.Dial("tcp", address)
if err != nil {
	return err
}
defer conn.Close()`,
		link: "https://pkg.go.dev/net#Conn",
	},
	{
		id: "files-not-closed",
		when: all(
			heap,
			has("os.newFile", "os.NewFile", "os.OpenFile", "os.Open", "os.Create"),
		),
		cause: "Files probably stay open: what was opened is kept and not closed.",
		mend: "Close each file by `defer` after the error check.",
		code: `f, err := os.Open(name)
if err != nil {
	return err
}
defer f.Close()`,
		link: "https://pkg.go.dev/os#File.Close",
	},
	{
		id: "sql-statement-not-closed",
		when: all(
			heap,
			has(
				"database/sql.(*DB).PrepareContext",
				"database/sql.(*DB).Prepare",
				"database/sql.(*Conn).PrepareContext",
			),
		),
		cause:
			"Prepared statements are kept: probably each request prepares one and does not close it.",
		mend: "Prepare once and share the statement, or close it.",
		code: `stmt, err := db.PrepareContext(ctx, query)
if err != nil {
	return err
}
defer stmt.Close()`,
		link: "https://pkg.go.dev/database/sql#Stmt.Close",
	},
	{
		id: "sql-connections-open",
		when: all(heap, has("database/sql.(*DB).conn")),
		cause:
			"Connections of a database stay open: the pool has no bound, or rows and transactions hold them.",
		mend: "Close rows, end transactions, and bound the pool.",
		code: `db.SetMaxOpenConns(20)
db.SetConnMaxIdleTime(time.Minute)`,
		link: "https://pkg.go.dev/database/sql#DB.SetMaxOpenConns",
	},
	{
		id: "timers-not-stopped",
		when: all(heap, any(timer, putInto(timer))),
		cause:
			"Timers or tickers are kept: they run for long and are not stopped (before Go 1.23 each was kept until it fired, a ticker for ever).",
		mend: "Stop each by `defer`, and in a loop use one timer again instead of `time.After`.",
		code: `ticker := time.NewTicker(time.Second)
defer ticker.Stop()`,
		link: "https://pkg.go.dev/time#NewTicker",
	},
	{
		id: "metric-label-without-bound",
		when: all(
			heap,
			has(
				"github.com/prometheus/client_golang/prometheus.(*metricMap).getOrCreateMetricWithLabelValues",
				"github.com/prometheus/client_golang/prometheus.(*metricMap).getOrCreateMetricWithLabels",
				"go.opentelemetry.io/otel/sdk/metric/internal/aggregate.*",
			),
		),
		cause:
			"Time series pile up: a label or attribute takes values without bound, such as an id, a path or a user, and each is kept for ever.",
		mend: "Label with what has few values: the route's pattern, the method, the class of the status.",
		code: `requests.WithLabelValues(r.Method, r.Pattern).Inc()`,
		link: "https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#CounterVec",
	},
];
