import { all, any, goroutine, has, paired, started, waits } from "./match.ts";
import type { Row } from "./row.ts";

const FSNOTIFY = [
	"github.com/fsnotify/fsnotify.(*inotify).readEvents",
	"github.com/fsnotify/fsnotify.(*kqueue).readEvents",
	"github.com/fsnotify/fsnotify.(*readDirChangesW).readEvents",
	"github.com/fsnotify/fsnotify.(*fen).readEvents",
	"github.com/fsnotify/fsnotify.(*Watcher).readEvents",
	"gopkg.in/fsnotify.v1.(*Watcher).readEvents",
	"gopkg.in/fsnotify/fsnotify.v1.(*Watcher).readEvents",
];

/** Goroutines that a library starts for each watcher, cache or logger, and ends when that is closed. */
export const libraries: readonly Row[] = [
	{
		id: "fsnotify-watcher-not-closed",
		when: any(
			started(...FSNOTIFY),
			all(
				goroutine,
				waits("chan receive", "select"),
				paired(started(...FSNOTIFY)),
			),
		),
		cause:
			"Watchers of fsnotify pile up: each reload makes a new one, and the one before it is not closed.",
		mend: "Close a watcher where it is replaced; that also ends the loop over its events.",
		code: `watcher, err := fsnotify.NewWatcher()
if err != nil {
	return err
}
defer watcher.Close()`,
		link: "https://pkg.go.dev/github.com/fsnotify/fsnotify#Watcher.Close",
	},
	{
		id: "hystrix-command-per-name",
		when: started(
			"github.com/afex/hystrix-go/hystrix.(*metricExchange).Monitor",
			"github.com/afex/hystrix-go/hystrix.(*poolMetrics).Monitor",
		),
		cause:
			"hystrix-go keeps two goroutines for every command name, for ever, and the names are without bound.",
		mend: "Name commands by what they do, not by an id, a URL or a user.",
		code: `err := hystrix.Do("billing", call, nil)`,
		link: "https://pkg.go.dev/github.com/afex/hystrix-go/hystrix#Do",
	},
	{
		id: "cache-with-janitor-per-use",
		when: started(
			"github.com/patrickmn/go-cache.(*janitor).Run",
			"github.com/dgraph-io/ristretto.(*Cache).processItems",
			"github.com/dgraph-io/ristretto.(*defaultPolicy).processItems",
			"github.com/hashicorp/golang-lru/expirable.NewLRU",
			"github.com/jellydator/ttlcache.(*Cache).Start",
		),
		cause:
			"Caches pile up, each with a goroutine that drops what has expired: probably one is made for each request.",
		mend: "Make one cache at the start and share it: it is safe for concurrent use.",
		code: `var prices = cache.New(5*time.Minute, 10*time.Minute)`,
		link: "https://pkg.go.dev/sync#OnceValue",
	},
	{
		id: "log-rotator-per-logger",
		when: started("gopkg.in/natefinch/lumberjack.v2.(*Logger).millRun"),
		cause:
			"Loggers of lumberjack pile up: each starts a goroutine with its first rotation, and lumberjack never ends it.",
		mend: "Make one `lumberjack.Logger` for each file at the start and share it.",
		code: `var file = &lumberjack.Logger{Filename: "service.log", MaxSize: 100}`,
		link: "https://pkg.go.dev/gopkg.in/natefinch/lumberjack.v2#Logger",
	},
	{
		id: "telemetry-not-shut-down",
		when: all(
			goroutine,
			has(
				"go.opentelemetry.io/otel/sdk/trace.(*batchSpanProcessor).processQueue",
				"go.opentelemetry.io/otel/sdk/metric.(*PeriodicReader).run",
				"go.opentelemetry.io/otel/sdk/log.(*BatchProcessor).poll",
				"go.opencensus.io/stats/view.(*worker).start",
				"github.com/getsentry/sentry-go.(*HTTPTransport).worker",
			),
		),
		cause:
			"Providers or clients of telemetry pile up, each with a goroutine that exports: probably one is made for each request or tenant.",
		mend: "Make one provider at the start and share it; shut down those that live shorter.",
		code: `provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
defer provider.Shutdown(ctx)`,
		link: "https://pkg.go.dev/go.opentelemetry.io/otel/sdk/trace#TracerProvider.Shutdown",
	},
	{
		id: "cron-not-stopped",
		when: started(
			"github.com/robfig/cron.(*Cron).run",
			"github.com/robfig/cron.(*Cron).Run",
		),
		cause: "Schedulers of `robfig/cron` are started and not stopped.",
		mend: "Start one, add and remove jobs on it, and stop it where its owner ends.",
		code: `scheduler := cron.New()
scheduler.Start()
defer scheduler.Stop()`,
		link: "https://pkg.go.dev/github.com/robfig/cron/v3#Cron.Stop",
	},
];
