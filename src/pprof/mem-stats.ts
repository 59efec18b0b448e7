const FIELDS = {
	Alloc: "alloc",
	TotalAlloc: "totalAlloc",
	Sys: "sys",
	Mallocs: "mallocs",
	Frees: "frees",
	HeapAlloc: "heapAlloc",
	HeapSys: "heapSys",
	HeapIdle: "heapIdle",
	HeapInuse: "heapInuse",
	HeapReleased: "heapReleased",
	HeapObjects: "heapObjects",
	BuckHashSys: "buckHashSys",
	GCSys: "gcSys",
	OtherSys: "otherSys",
	NextGC: "nextGc",
	NumGC: "numGc",
	NumForcedGC: "numForcedGc",
	GCCPUFraction: "gcCpuFraction",
	MaxRSS: "maxRss",
} as const;

/** Printed as `in use / from the system`. */
const PAIRS = {
	Stack: ["stackInuse", "stackSys"],
	MSpan: ["mspanInuse", "mspanSys"],
	MCache: ["mcacheInuse", "mcacheSys"],
} as const;

type Field =
	| (typeof FIELDS)[keyof typeof FIELDS]
	| (typeof PAIRS)[keyof typeof PAIRS][number];

/**
 * runtime.MemStats as a heap profile of debug=1 ends with: not sampled. Sizes in
 * bytes, `gcCpuFraction` from 0 to 1; `maxRss` is the most memory the process
 * ever had of the system, where that tells. A field that a version of Go does
 * not print is absent; times of single collections are left out.
 */
export type MemStats = Readonly<Partial<Record<Field, number>>>;

/** What one line of the trailer says, `# HeapAlloc = 43598768`; nothing for any other line. */
export function memStatsLine(line: string): MemStats {
	const [, name = "", text = ""] = /^# (\w+) = (.*)$/.exec(line) ?? [];
	if (Object.hasOwn(PAIRS, name)) {
		const [inuse, sys] = PAIRS[name as keyof typeof PAIRS];
		const pair = /^(\d{1,20}) \/ (\d{1,20})$/.exec(text);
		return pair ? { [inuse]: Number(pair[1]), [sys]: Number(pair[2]) } : {};
	}
	if (!Object.hasOwn(FIELDS, name)) return {};
	const field = FIELDS[name as keyof typeof FIELDS];
	return /^\d{1,20}(?:\.\d{1,20})?(?:e[+-]\d{1,3})?$/.test(text)
		? { [field]: Number(text) }
		: {};
}
