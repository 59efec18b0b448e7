import type { Suspect } from "../../../src/explain/catalogue/trace.ts";

const READ = [
	"internal/poll.runtime_pollWait",
	"internal/poll.(*FD).Read",
	"net.(*netFD).Read",
	"net.(*conn).Read",
];
const READ_FILE = [
	"internal/poll.runtime_pollWait",
	"internal/poll.(*FD).Read",
	"os.(*File).Read",
];

/**
 * Stacks that fixtures/signatures does not show, by the signature that must
 * know them: libraries that it would have to depend on, C, and what another
 * version of Go prints. Names are those of the libraries' sources, leaf first.
 */
export const WRITTEN: readonly (readonly [id: string, ...Suspect[]])[] = [
	[
		"redis-client-per-request",
		waiting(
			"select",
			"github.com/go-redis/redis/v8/internal/pool.(*ConnPool).reaper",
		),
	],
	[
		"mongo-client-per-request",
		waiting(
			"select",
			"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology.(*Server).update",
		),
		waiting(
			"select",
			"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology.(*pool).maintain",
		),
		waiting(
			"IO wait",
			...READ,
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*connection).read",
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*rttMonitor).runHellos",
			"go.mongodb.org/mongo-driver/x/mongo/driver/topology.(*rttMonitor).start",
		),
	],
	[
		"kafka-client-not-closed",
		waiting(
			"chan receive",
			"github.com/IBM/sarama.(*Broker).responseReceiver",
			"github.com/IBM/sarama.withRecover",
			"github.com/IBM/sarama.(*Broker).Open.func1.gowrap2",
		),
		waiting(
			"select",
			"github.com/Shopify/sarama.(*client).backgroundMetadataUpdater",
			"github.com/Shopify/sarama.withRecover",
			"github.com/Shopify/sarama.NewClient.func1",
		),
	],
	[
		"amqp-connection-per-request",
		waiting(
			"IO wait",
			...READ,
			"bufio.(*Reader).fill",
			"bufio.(*Reader).Read",
			"io.ReadFull",
			"github.com/rabbitmq/amqp091-go.(*reader).ReadFrame",
			"github.com/rabbitmq/amqp091-go.(*Connection).reader",
		),
		waiting(
			"select",
			"github.com/rabbitmq/amqp091-go.(*Connection).heartbeater",
		),
	],
	[
		"nats-connection-per-request",
		waiting(
			"IO wait",
			...READ,
			"github.com/nats-io/nats%2ego.(*Conn).readLoop",
		),
		waiting("select", "github.com/nats-io/nats.go.(*Conn).flusher"),
	],
	[
		"hystrix-command-per-name",
		waiting(
			"chan receive",
			"github.com/afex/hystrix-go/hystrix.(*metricExchange).Monitor",
		),
		waiting(
			"chan receive",
			"github.com/afex/hystrix-go/hystrix.(*poolMetrics).Monitor",
		),
	],
	[
		"cache-with-janitor-per-use",
		waiting("select", "github.com/patrickmn/go-cache.(*janitor).Run"),
		waiting(
			"select",
			"github.com/dgraph-io/ristretto/v2.(*Cache[...]).processItems",
		),
	],
	[
		"log-rotator-per-logger",
		waiting(
			"chan receive",
			"gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun",
		),
	],
	[
		"telemetry-not-shut-down",
		waiting(
			"select",
			"go.opentelemetry.io/otel/sdk/trace.(*batchSpanProcessor).processQueue",
			"go.opentelemetry.io/otel/sdk/trace.NewBatchSpanProcessor.func1",
		),
		waiting("select", "go.opencensus.io/stats/view.(*worker).start"),
		waiting(
			"chan receive",
			"github.com/getsentry/sentry-go.(*HTTPTransport).worker",
		),
	],
	[
		"kubernetes-watch-not-stopped",
		waiting(
			"chan receive",
			"golang.org/x/net/http2.(*pipe).Read",
			"k8s.io/apimachinery/pkg/watch.(*StreamWatcher).receive",
		),
	],
	[
		"websocket-not-closed",
		waiting("select", "github.com/coder/websocket.(*Conn).timeoutLoop"),
		waiting("select", "nhooyr.io/websocket.(*Conn).timeoutLoop"),
	],
	[
		"fsnotify-watcher-not-closed",
		waiting(
			"IO wait",
			...READ_FILE,
			"github.com/fsnotify/fsnotify.(*Watcher).readEvents",
		),
		waiting("select", "main.(*Config).follow"),
	],
	[
		"sql-connection-not-closed",
		waiting(
			"select",
			"github.com/go-sql-driver/mysql.(*mysqlConn).startWatcher.func1",
		),
		waiting("select", "github.com/lib/pq.(*conn).watchCancel.func1"),
	],
	[
		"pgx-pool-per-request",
		waiting(
			"select",
			"github.com/jackc/pgx/v5/pgxpool.(*Pool).backgroundHealthCheck",
		),
	],
	[
		"grpc-client-per-request",
		// Names until grpc 1.54 and 1.60.
		waiting(
			"select",
			"google.golang.org/grpc/internal/transport.(*controlBuffer).get",
			"google.golang.org/grpc/internal/transport.(*loopyWriter).run",
			"google.golang.org/grpc/internal/transport.newHTTP2Client.func3",
		),
		waiting("select", "google.golang.org/grpc.(*ccBalancerWrapper).watcher"),
		waiting("select", "google.golang.org/grpc.(*addrConn).resetTransport"),
		waiting(
			"select",
			"google.golang.org/grpc/internal/transport.(*http2Client).keepalive",
		),
	],
	[
		"http-client-connections-open",
		waiting("select", "net/http.(*persistConn).writeLoop"),
	],
	[
		"http2-connection-per-request",
		waiting(
			"IO wait",
			...READ,
			"golang.org/x/net/http2.(*Framer).ReadFrame",
			"golang.org/x/net/http2.(*clientConnReadLoop).run",
			"golang.org/x/net/http2.(*ClientConn).readLoop",
		),
	],
	[
		"custom-context-never-cancelled",
		// Go 1.20, before propagateCancel became a method.
		waiting("select", "context.propagateCancel.func1"),
	],
	[
		"lock-never-released",
		// Go 1.23, before internal/sync.
		waiting(
			"sync.Mutex.Lock",
			"sync.runtime_SemacquireMutex",
			"sync.(*Mutex).lockSlow",
			"sync.(*Mutex).Lock",
			"main.(*Views).Add",
		),
	],
	[
		"file-read-blocks",
		waiting(
			"syscall",
			"syscall.read",
			"syscall.Read",
			"internal/poll.(*FD).Read",
			"os.(*File).Read",
			"main.follow",
		),
	],
	[
		"cgo-call-blocks",
		waiting("syscall", "runtime.cgocall", "main._Cfunc_sleep", "main.decode"),
	],
	[
		"map-grows",
		// Go 1.24, which did not hide these frames yet.
		memory(
			"internal/runtime/maps.newGroups",
			"internal/runtime/maps.(*table).grow",
			"main.(*Cache).put",
			"main.main",
		),
	],
	[
		"http-connection-memory",
		memory(
			"bufio.NewReaderSize",
			"net/http.(*Transport).dialConn",
			"net/http.(*Transport).dialConnFor",
		),
		memory(
			"bufio.NewReaderSize",
			"bufio.NewReader",
			"net/http.newBufioReader",
			"net/http.(*conn).serve",
		),
	],
	[
		"timers-not-stopped",
		// What a timer holds is allocated beside it.
		memory("main.newSession", "main.(*Sessions).Begin", "main.main"),
		memory("time.AfterFunc", "main.(*Sessions).Begin", "main.main"),
	],
];

/** Memory on the way to what leaks beside it, the user's own line among its frames. */
export const OPENED: readonly (readonly [
	id: string,
	beside: Suspect,
	memory: Suspect,
])[] = [
	[
		"http-response-asked-here",
		waiting("select", "net/http.(*persistConn).readLoop"),
		memory(
			"net/http.Header.Set",
			"net/http.(*persistConn).roundTrip",
			"net/http.(*Transport).RoundTrip",
			"net/http.(*Client).do",
			"net/http.(*Client).Get",
			"main.(*Client).Available",
		),
	],
	[
		"http-connection-opened-here",
		waiting("IO wait", ...READ, "net/http.(*persistConn).readLoop"),
		memory(
			"net/http.NewRequestWithContext",
			"net/http.(*Client).Get",
			"main.(*Client).Available",
		),
	],
	[
		"grpc-client-made-here",
		waiting(
			"chan receive",
			"google.golang.org/grpc/internal/grpcsync.(*CallbackSerializer).run",
		),
		memory("google.golang.org/grpc.NewClient", "main.(*Checker).Check"),
	],
	[
		"sql-rows-asked-here",
		waiting("select", "database/sql.(*Rows).awaitDone"),
		memory(
			"database/sql.(*DB).queryDC",
			"database/sql.(*DB).QueryContext",
			"main.list",
		),
	],
	[
		"sql-transaction-begun-here",
		waiting("select", "database/sql.(*Tx).awaitDone"),
		memory(
			"database/sql.(*DB).beginDC",
			"database/sql.(*DB).BeginTx",
			"main.move",
		),
	],
	[
		"sql-database-opened-here",
		waiting("select", "database/sql.(*DB).connectionOpener"),
		memory("database/sql.OpenDB", "database/sql.Open", "main.store"),
	],
];

function waiting(wait: string, ...functions: readonly string[]): Suspect {
	return suspect("goroutines", wait, functions);
}

function memory(...functions: readonly string[]): Suspect {
	return suspect("inuse_space", null, functions);
}

function suspect(
	metric: string,
	wait: string | null,
	functions: readonly string[],
): Suspect {
	const name =
		functions.find((one) => one.startsWith("main.")) ?? functions.at(-1) ?? "";
	const stack = functions.map((one) => ({ function: one }));
	return { metric, function: name, stack, wait, growth: 100 };
}
