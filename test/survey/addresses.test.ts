import { describe, expect, test } from "@jest/globals";
import { proposalOf, surveyOf } from "../../src/engine/init.ts";
import { repositoryOf } from "../support/survey-fixtures.ts";

/** A service of one file with this in its main(). */
function serviceWith(
	body: string,
	imports: readonly string[] = [],
	more: Readonly<Record<string, string>> = {},
) {
	const listed = ["net/http", "os", ...imports]
		.map((path) => `\t"${path}"`)
		.join("\n");
	return surveyOf(
		repositoryOf({
			"go.mod": "module example.com/shop\n",
			"main.go": `package main\n\nimport (\n${listed}\n)\n\nfunc main() {\n\thttp.HandleFunc("/items", nil)\n${body}\n}\n`,
			...more,
		}),
	);
}

const flag = (name: string, form: "address" | "port") => ({
	kind: "flag",
	name,
	form,
});
const env = (name: string, form: "address" | "port") => ({
	kind: "env",
	name,
	form,
});
const fixed = { kind: "fixed" };
const items = 'package main\nfunc b() { http.HandleFunc("/items", nil) }\n';

test.each([
	['flag.String("addr", ":8090", "x")', "flag", 8090, flag("-addr", "address")],
	['flag.Int("port", 8090, "x")', "flag", 8090, flag("-port", "port")],
	[
		'flag.StringVar(&cfg.addr, "listen", "localhost:8090", "x")',
		"flag",
		8090,
		flag("-listen", "address"),
	],
	[
		'cmd.Flags().IntP("port", "p", 8090, "x")',
		"github.com/spf13/cobra",
		8090,
		flag("--port", "port"),
	],
	[
		'pflag.StringP("http-addr", "a", ":8090", "x")',
		"github.com/spf13/pflag",
		8090,
		flag("--http-addr", "address"),
	],
	[
		'app.Flag("listen", "where").Short(0).Default(":8090").String()',
		"github.com/alecthomas/kingpin/v2",
		8090,
		flag("--listen", "address"),
	],
	[
		'webflag.AddFlags(app, ":9091")',
		"github.com/prometheus/exporter-toolkit/web/kingpinflag",
		9091,
		flag("--web.listen-address", "address"),
	],
	[
		'flag.StringVar(&port, "port", envOr("SHOP_PORT", "8090"), "x")',
		"flag",
		8090,
		flag("-port", "port"),
	],
	[
		'var o struct {\n\tListen string `long:"listen" env:"LISTEN" default:":8090"`\n\tMgmt struct {\n\t\tListen string `long:"listen" env:"LISTEN" default:":8081"`\n\t} `group:"mgmt" env-namespace:"MGMT"`\n}',
		"github.com/jessevdk/go-flags",
		8090,
		flag("--listen", "address"),
	],
	// Only root may listen there, and it can be told otherwise.
	['flag.Int("port", 80, "x")', "flag", 8080, flag("-port", "port")],
	['http.ListenAndServe(":80", nil)', "fmt", 80, fixed],
	['x := envOr("PORT", "8090")', "fmt", 8090, env("PORT", "port")],
	['x := envOr("ADDR", ":8090")', "fmt", 8090, env("ADDR", "address")],
	[
		'type c struct { P int `env:"HTTP_PORT" envDefault:"8090"` }',
		"fmt",
		8090,
		env("HTTP_PORT", "port"),
	],
	['x := os.Getenv("PORT")', "fmt", 8080, env("PORT", "port")],
	[
		"gin.Default().Run()",
		"github.com/gin-gonic/gin",
		8080,
		env("PORT", "port"),
	],
	['http.ListenAndServe(":8090", nil)', "fmt", 8090, fixed],
	['net.Listen("tcp", "127.0.0.1:8090")', "net", 8090, fixed],
	['s := &http.Server{Addr: ":8090"}', "fmt", 8090, fixed],
	['e.Start(":1323")', "github.com/labstack/echo/v4", 1323, fixed],
	// The code that listens says the port of a flag whose default is not plain.
	[
		'flag.String("addr", cfg.Addr, "x"); http.ListenAndServe(":7777", nil)',
		"flag",
		7777,
		flag("-addr", "address"),
	],
	// What the user can set goes before what is written elsewhere.
	[
		'flag.String("addr", ":8090", "x"); http.ListenAndServe(":7777", nil)',
		"flag",
		8090,
		flag("-addr", "address"),
	],
])("%s", (body, library, port, setter) => {
	const proposal = proposalOf(serviceWith(body, [library]), {});
	expect(proposal).toMatchObject({ port, setter });
});

test.each([
	['flag.String("redis-addr", "localhost:6379", "x")', "flag"],
	['flag.String("metrics-addr", ":9090", "x")', "flag"],
	['flag.Int("db-port", 5433, "x")', "flag"],
	['slog.String("addr", "localhost:8090")', "log/slog"],
	['os.Getenv("DATABASE_PORT")', "fmt"],
	[
		'type o struct {\n\tMgmt struct {\n\t\tA string `long:"listen" env:"LISTEN" default:":8081"`\n\t} `env-namespace:"MGMT"`\n}',
		"github.com/jessevdk/go-flags",
	],
	// systemd's, of sockets that it has opened.
	['os.Getenv("LISTEN_PID")', "fmt"],
	['// http.ListenAndServe(":8090", nil)', "fmt"],
	['/* http.ListenAndServe(":8090", nil) */', "fmt"],
	['dial("postgres:5432")', "fmt"],
])(
	"%s says nothing of where it listens, and --port is asked for",
	(body, library) => {
		const survey = serviceWith(body, [library]);
		expect(() => proposalOf(survey, {})).toThrow(
			expect.objectContaining({
				problems: [
					expect.objectContaining({
						remedy: expect.stringContaining("--port"),
					}),
				],
			}),
		);
		expect(proposalOf(survey, { port: 8090 }).ready).toBe(
			"tcp://127.0.0.1:8090",
		);
	},
);

test("a port that nothing sets cannot be another", () => {
	const survey = serviceWith('http.ListenAndServe(":8090", nil)');
	expect(proposalOf(survey, { port: 8090 }).port).toBe(8090);
	expect(() => proposalOf(survey, { port: 9000 })).toThrow(
		/no flag or variable of .* sets its port, which is 8090 \(main\.go:10\)/,
	);
});

describe("routes", () => {
	const listening = 'http.ListenAndServe(":8090", nil)';
	const loadOf = (body: string, more = {}) =>
		proposalOf(serviceWith(`${body}\n${listening}`, [], more), {});

	test.each([
		[
			'mux.HandleFunc("GET /readyz", nil); mux.HandleFunc("/healthz", nil)',
			"/readyz",
		],
		['r.Get("/livez", h)', "/livez"],
		['r.GET("/ping", h)', "/ping"],
		['mux.HandleFunc(p.prefixed("/health"), nil)', "/health"],
		['r.HandleFunc("/-/ready", h).Methods("GET")', "/-/ready"],
		['r.Get("/api/status", h); r.Get("/-/ready", h)', "/-/ready"],
		['r.Get(*routePrefix+"/-/healthy", h)', "/-/healthy"],
		['r.Get(path.Join(*prefix, "/-/healthy"), h)', "/-/healthy"],
	])("%s is ready at %s", (body, path) => {
		expect(loadOf(body).ready).toBe(`http://127.0.0.1:8090${path}`);
	});

	test.each([
		'mux.HandleFunc("POST /healthz", nil)',
		'r.POST("/healthz", h)',
		'r.HandleFunc("/healthz", h).Methods("POST")',
		'mux.HandleFunc("/healthz"+suffix, nil)',
		'client.Get("http://other/healthz")',
		'client.Get(origin + "/healthz")',
	])("%s is not", (body) => {
		expect(loadOf(body).ready).toBe("tcp://127.0.0.1:8090");
	});

	const gin = 'app := gin.New()\nv1 := app.Group("/v1")\n';
	test.each([
		[`${gin}v1.GET("/orders", h)`, "/v1/orders"],
		[`${gin}in := v1.Group("/in/")\nin.GET("/orders", h)`, "/v1/in/orders"],
		[`${gin}app.GET("/orders", h)`, "/orders"],
		['func(e *echo.Echo) { g := e.Group("/g")\ng.GET("/a", h) }', "/g/a"],
		// Who is there, and what is above it, is not known: the service's own path is surer.
		[`${gin}v1.Use(auth)\nv1.GET("/orders", h)`, "/items"],
		[`${gin}own := v1.Group("/own", auth)\nown.GET("/a", h)`, "/items"],
		['v1 := given.Group("/v1")\nv1.GET("/orders", h)', "/items"],
		// Where the ready URL is, these are too.
		[
			'r.PathPrefix(s.below("/debug/")).Handler(h)\nr.Get(s.below("/orders"), h)\nr.Get(s.below("/healthz"), h)',
			"/orders",
		],
		['r.Get(s.below("/orders"), h)\nr.Get("/healthz", h)', "/healthz"],
	])("%s: the load asks for %s", (body, path) => {
		const own = path === "/items" ? { "a.go": items } : {};
		const survey = surveyOf(
			repositoryOf({
				"main.go": `package main\nimport "net/http"\nfunc main() {\n${body}\n${listening}\n}\n`,
				...own,
			}),
		);
		expect(proposalOf(survey, {}).load.value).toBe(
			`GET http://127.0.0.1:8090${path}`,
		);
	});

	test("what ends or changes the service is never asked for", () => {
		const survey = surveyOf(
			repositoryOf({
				"main.go": `package main\nimport "net/http"\nfunc main() {\nmux.HandleFunc("/quit", nil)\nmux.HandleFunc("/admin/reset", nil)\nmux.HandleFunc("/orders/{id}", nil)\n${listening}\n}\n`,
			}),
		);
		expect(() => proposalOf(survey, {})).toThrow(
			expect.objectContaining({
				problems: [
					expect.objectContaining({
						remedy: expect.stringContaining("--load"),
					}),
				],
			}),
		);
		expect(proposalOf(survey, { load: "POST /orders" }).load).toMatchObject({
			key: "http",
			value: "POST http://127.0.0.1:8090/orders",
		});
		expect(proposalOf(survey, { load: "k6 run x.js" }).load).toMatchObject({
			key: "run",
			value: "k6 run x.js",
		});
	});
});

describe("load scripts", () => {
	const loadWith = (more: Readonly<Record<string, string>>) =>
		proposalOf(serviceWith('http.ListenAndServe(":8090", nil)', [], more), {})
			.load;
	const k6 = (url: string) =>
		`import http from 'k6/http'\nexport default () => http.get(${url})\n`;

	test.each([
		[{ "a.js": k6('"http://localhost:8090/x"') }, "k6 run a.js", "k6"],
		[
			{ "a.ts": k6(`\`http://\${__ENV.HOST}/x\``) },
			"k6 run -e HOST=127.0.0.1:8090 a.ts",
			"k6",
		],
		[
			{ "targets.txt": "GET http://127.0.0.1:8090/x\n" },
			"vegeta attack -targets=targets.txt -rate=100 -duration=5s | vegeta report -type=json",
			"vegeta",
		],
		[
			{ Makefile: "load:\n\t@hey -z 5s http://localhost:8090/x\n" },
			"hey -z 5s http://localhost:8090/x",
			"hey",
		],
		[
			{
				"package.json":
					'{"scripts": {"load": "autocannon -d 5 http://localhost:8090/x"}}',
			},
			"autocannon -d 5 http://localhost:8090/x",
			"autocannon",
		],
	])("%j", (files, value, tool) => {
		expect(loadWith(files as unknown as Record<string, string>)).toMatchObject({
			key: "run",
			value,
			tool,
		});
	});

	test.each([
		[{ "a.js": k6('"http://localhost:9999/x"') }],
		[{ "a.js": k6('"https://shop.example.com/x"') }],
		[{ "a.js": "import x from 'react'\nexport default x\n" }],
		[{ Makefile: "load:\n\they http://localhost:$(PORT)/x\n" }],
		[{ Makefile: "load:\n\they http://localhost:8090/x | tee out; rm x\n" }],
	])("%j speaks to another place, or needs more than itself", (files) => {
		expect(loadWith(files as unknown as Record<string, string>).key).toBe(
			"http",
		);
	});
});

test("compose: only what our own containers wait for, and ports that can be reached", () => {
	const compose = (ports: string) =>
		serviceWith('http.ListenAndServe(":8090", nil)', [], {
			"compose.yml": `services:\n  shop: {build: ., depends_on: [db]}\n  db: {image: x${ports}}\n  other: {image: y}\n`,
		}).composes;
	expect(compose(', ports: ["5432:5432"]')).toMatchObject([
		{ needs: ["db"], isPublished: true },
	]);
	expect(compose("")).toMatchObject([{ needs: ["db"], isPublished: false }]);
});

test.each([
	[
		{ URL: "postgres://u:p@db:5432/x" },
		{ URL: "postgres://u:p@127.0.0.1:15432/x" },
	],
	[
		["ADDR=db:5432,cache:6379", "USER=a=b"],
		{ ADDR: "127.0.0.1:15432,127.0.0.1:6379", USER: "a=b" },
	],
	[
		{ HOST: "db", PORT: 5432 },
		{ HOST: "127.0.0.1", PORT: "5432" },
	],
	[{ URL: "redis://cache/0" }, { URL: "redis://127.0.0.1/0" }],
	// What names no container says nothing of here.
	[{ LEVEL: "info", OTHER: "mydb:5432", PATH: "/db/x" }, {}],
	[
		{ HOST: "db", KEY: "$KEY", "A B": "x", LIST: ["db"] },
		{ HOST: "127.0.0.1" },
	],
	["nothing", {}],
])("compose says %j: outside of it, %j", (environment, outside) => {
	const compose = {
		services: {
			shop: { build: ".", depends_on: ["db", "cache"], environment },
			db: { image: "x", ports: ["15432:5432"] },
			cache: { image: "x", ports: [{ target: 6379, published: 6379 }] },
		},
	};
	const [found] = serviceWith("", [], {
		"compose.yml": JSON.stringify(compose),
	}).composes;
	expect(Object.fromEntries(found?.environment ?? [])).toEqual(outside);
});

test("a compose file that is a bomb, or none, is passed over", () => {
	const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghij"].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[at]}`).join(",")}]`).join("\n")}\nservices: {x: {build: ., ports: *j}}\n`;
	for (const text of [bomb, "services: [", "- 1", ""])
		expect(surveyOf(repositoryOf({ "compose.yml": text })).composes).toEqual(
			[],
		);
});

test("a folder below the root has its own services, and go list its say", () => {
	const main = "package main\nfunc main() {}\n";
	const files = {
		"go.mod": "module example.com/x\n",
		"cmd/a/main.go": main,
		"cmd/b/main.go": main,
		"cmd/c/main_windows.go": main,
		"cmd/d/main.go": `//go:build ignore\n\n${main}`,
		"other/go.mod": "module example.com/other\n",
		"other/main.go": main,
	};
	const names = (survey: ReturnType<typeof surveyOf>) =>
		survey.services.map(({ main }) => main.folder);
	const repository = repositoryOf(files);
	expect(names(surveyOf(repository))).toEqual(["cmd/a", "cmd/b", "other"]);
	expect(names(surveyOf(repository, "cmd"))).toEqual(["cmd/a", "cmd/b"]);
	expect(
		names(surveyOf({ ...repository, listed: new Set(["cmd/b"]) })),
	).toEqual(["cmd/b", "other"]);
});
