import { all, goroutine, has, not, started, waits } from "./match.ts";
import type { Row } from "./row.ts";

const SQL = "database/sql";

/** An own goroutine of package database/sql tells what is open; what waits for a connection, that too many are. */
export const sql: readonly Row[] = [
	{
		id: "sql-open-per-request",
		when: started(
			`${SQL}.(*DB).connectionOpener`,
			`${SQL}.(*DB).connectionResetter`,
			`${SQL}.(*DB).connectionCleaner`,
		),
		cause:
			"Databases of `database/sql` pile up: probably each request calls `sql.Open` and does not close what it gets.",
		mend: "Open one `*sql.DB` at the start and share it: it is a pool, and safe for concurrent use.",
		code: `db, err := sql.Open(driver, source) // once, in main
if err != nil {
	return err
}
defer db.Close()`,
		link: "https://pkg.go.dev/database/sql#Open",
	},
	{
		id: "sql-rows-not-closed",
		when: started(`${SQL}.(*Rows).awaitDone`),
		cause:
			"Rows are left open: a path returns before the last one without Close, and holds a connection.",
		mend: "Close them by `defer` after the error check, or take `QueryRow` where one row is wanted.",
		code: `rows, err := db.QueryContext(ctx, query)
if err != nil {
	return err
}
defer rows.Close()`,
		link: "https://pkg.go.dev/database/sql#Rows.Close",
	},
	{
		id: "sql-transaction-left-open",
		when: started(`${SQL}.(*Tx).awaitDone`),
		cause:
			"Transactions are left open: a path neither commits nor rolls back, and each holds a connection.",
		mend: "Roll back by `defer` after the error check: after a commit that does nothing.",
		code: `tx, err := db.BeginTx(ctx, nil)
if err != nil {
	return err
}
defer tx.Rollback()`,
		link: "https://pkg.go.dev/database/sql#DB.BeginTx",
	},
	{
		id: "sql-connection-not-closed",
		when: started(
			"github.com/go-sql-driver/mysql.(*mysqlConn).startWatcher",
			"github.com/lib/pq.(*conn).watchCancel",
			"github.com/jackc/pgx/pgconn/ctxwatch.(*ContextWatcher).Watch",
			"github.com/jackc/pgconn/internal/ctxwatch.(*ContextWatcher).Watch",
		),
		cause:
			"Connections of a database driver pile up: databases, rows or transactions are opened and not closed.",
		mend: "Share one `*sql.DB`, close rows, end transactions; `SetMaxOpenConns` bounds what is left.",
		code: `db.SetMaxOpenConns(20)
db.SetConnMaxIdleTime(time.Minute)`,
		link: "https://pkg.go.dev/database/sql#DB.SetMaxOpenConns",
	},
	{
		id: "sql-pool-exhausted",
		when: all(
			goroutine,
			has(`${SQL}.(*DB).conn`, "github.com/jackc/pgx/pgxpool.(*Pool).Acquire"),
			not(waits("IO wait")),
		),
		cause:
			"It waits for a connection of a database pool: all are in use, most often by rows or transactions that are left open.",
		mend: "Close rows and end transactions by `defer`, and give the query a context with a deadline.",
		code: `rows, err := db.QueryContext(ctx, query)
if err != nil {
	return err
}
defer rows.Close()`,
		link: "https://pkg.go.dev/database/sql#DB.SetMaxOpenConns",
	},
	{
		id: "pgx-pool-per-request",
		when: started("github.com/jackc/pgx/pgxpool.(*Pool).backgroundHealthCheck"),
		cause:
			"Pools of pgx pile up: probably each request makes one and does not close it.",
		mend: "Make one pool at the start and share it: it is safe for concurrent use.",
		code: `pool, err := pgxpool.New(ctx, url) // once, in main
if err != nil {
	return err
}
defer pool.Close()`,
		link: "https://pkg.go.dev/github.com/jackc/pgx/v5/pgxpool#Pool.Close",
	},
];
