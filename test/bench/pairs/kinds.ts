/** A way to leak once a request. Its packages are imported as `plantedTime` and the like, so that no import of the file is in the way. */
export interface Kind {
	/** What it grows: goroutines, or bytes in use. */
	readonly grows: "goroutines" | "memory";
	/** What its culprits are called where the handler is not on their stacks. */
	readonly functions?: RegExp;
	/** Declarations of the package, each name made of the handler's. */
	readonly declares?: (handler: string) => string;
	/** Statements of the handler, around the one that waits or allocates. */
	readonly leaks: (inner: string, handler: string) => string;
	readonly inner: Inner;
}

/** What waits or allocates, and what it takes to be a function of its own. */
export interface Inner {
	readonly code: string;
	readonly parameter?: string;
	readonly argument?: string;
	readonly returns?: string;
}

const BYTES: Inner = { code: "make([]byte, 16<<10)", returns: "[]byte" };

/** A variable of the package that keeps what every request adds. */
const keeping = (type: string) => (handler: string) =>
	`
var plantedBy${handler} struct {
	plantedSync.Mutex
	kept ${type}
}
`;

const locked = (handler: string, code: string) => `
	plantedBy${handler}.Lock()
	${code}
	plantedBy${handler}.Unlock()
`;

/** All of them, by the name that the table prints. */
export const KINDS = {
	send: {
		grows: "goroutines",
		leaks: (inner) => `
	plantedDone := make(chan int)
	go func() { ${inner} }()
`,
		inner: {
			code: "plantedDone <- 1",
			parameter: "plantedDone chan int",
			argument: "plantedDone",
		},
	},
	"missing cancel": {
		grows: "goroutines",
		leaks: (inner) => `
	plantedCtx, plantedCancel := plantedContext.WithCancel(plantedContext.Background())
	_ = plantedCancel
	go func() { ${inner} }()
`,
		inner: {
			code: "<-plantedCtx.Done()",
			parameter: "plantedCtx plantedContext.Context",
			argument: "plantedCtx",
		},
	},
	ticker: {
		grows: "goroutines",
		leaks: (inner) => `
	plantedTick := plantedTime.NewTicker(plantedTime.Hour)
	go func() { ${inner} }()
`,
		inner: {
			code: "for range plantedTick.C {}",
			parameter: "plantedTick *plantedTime.Ticker",
			argument: "plantedTick",
		},
	},
	worker: {
		grows: "goroutines",
		leaks: (inner) => `
	plantedJobs, plantedQuit := make(chan int, 1), make(chan int)
	plantedJobs <- 1
	go func() { ${inner} }()
`,
		inner: {
			code: "for { select { case <-plantedJobs: case <-plantedQuit: return } }",
			parameter: "plantedJobs, plantedQuit chan int",
			argument: "plantedJobs, plantedQuit",
		},
	},
	"wait group": {
		grows: "goroutines",
		functions: /^sync\.\(\*WaitGroup\)\.Wait$/,
		leaks: (inner) => `
	var plantedGroup plantedSync.WaitGroup
	plantedGroup.Add(1)
	go ${inner}
`,
		inner: {
			code: "plantedGroup.Wait()",
			parameter: "plantedGroup *plantedSync.WaitGroup",
			argument: "&plantedGroup",
		},
	},
	"response body": {
		grows: "goroutines",
		functions: /^net\/http\.\(\*persistConn\)\./,
		leaks: (inner) => `
	if plantedAnswer, err := ${inner}; err == nil {
		_ = plantedAnswer.StatusCode
	}
`,
		inner: {
			code: 'plantedHTTP.Get("http://" + r.Host + "/bytes/2048")',
			parameter: "r *plantedHTTP.Request",
			argument: "r",
			returns: "(*plantedHTTP.Response, error)",
		},
	},
	map: {
		grows: "memory",
		declares: keeping("map[int][]byte"),
		leaks: (inner, handler) =>
			locked(
				handler,
				`if plantedBy${handler}.kept == nil {
		plantedBy${handler}.kept = map[int][]byte{}
	}
	plantedBy${handler}.kept[len(plantedBy${handler}.kept)] = ${inner}`,
			),
		inner: BYTES,
	},
	slice: {
		grows: "memory",
		declares: keeping("[][]byte"),
		leaks: (inner, handler) =>
			locked(
				handler,
				`plantedBy${handler}.kept = append(plantedBy${handler}.kept, ${inner})`,
			),
		inner: BYTES,
	},
	timer: {
		grows: "memory",
		leaks: (inner) => `
	plantedBuffer := ${inner}
	plantedTime.AfterFunc(plantedTime.Hour, func() { plantedBuffer[0]++ })
`,
		inner: BYTES,
	},
	"context child": {
		grows: "memory",
		declares: (handler) => `
var plantedRoot${handler}, _ = plantedContext.WithCancel(plantedContext.Background())
`,
		leaks: (inner, handler) => `
	_, plantedStop := plantedContext.WithCancel(plantedContext.WithValue(plantedRoot${handler}, "planted", ${inner}))
	_ = plantedStop
`,
		inner: BYTES,
	},
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof KINDS;
