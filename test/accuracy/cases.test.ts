import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";

// By the sources alone: building them is for bench:accuracy, running them for `go test` in their folder.

const HERE = fileURLToPath(new URL("cases/", import.meta.url));

/** What the corpus promises; a case that is gone must not go unnoticed. */
const LEAKS = `
	send-without-receiver buffer-full hundred-thousand-on-one-channel receive-without-sender range-over-unclosed
	nil-channel select-without-cancel many-senders-one-receiver double-send early-return
	lock-never-released lock-order rlock-under-writer waitgroup-never-done cond-never-signalled
	sleep-and-retry ticker-not-stopped grows-while-idle grows-while-idle-from-start
	context-never-cancelled context-value-chain custom-parent-context
	http-body-not-closed transport-per-request server-stream-never-ended grpc-client-per-request
	tcp-connections-not-closed websocket-reader-stays
	sql-db-per-request sql-rows-not-closed sql-transaction-left-open
	fsnotify-watcher-per-reload exec-without-wait pipe-one-end-dropped files-not-closed threads-locked-and-left cgo-memory
	map-cache slice-only-grows sub-slice-keeps-array substring-keeps-string sync-map-sessions finalizer-cycle
	metric-label-cardinality
	one-goroutine-per-thousand two-hundred-bytes-per-request eighty-bytes-per-request only-on-error-path one-route-of-five
`;
const HEALTHY = `
	worker-pool lru-cache lru-cache-filling-three-rounds ttl-cache cache-of-few-keys sync-pool keep-alive-two-upstreams
	sql-pool fasthttp clean-up-after-5s clean-up-after-15s clean-up-after-25s background-job-swings queue-drains-for-8s
	periodic-flusher lazy-singletons websocket-hub embedded-store gogc-400 gomemlimit log-rotation under-race-detector
	twenty-thousand-steady
`;

interface Source {
	readonly folder: string;
	readonly text: string;
}

const sources: readonly Source[] = globSync("*/*.go", { cwd: HERE }).map(
	(file) => ({
		folder: dirname(file),
		text: readFileSync(join(HERE, file), "utf8"),
	}),
);
const cases = sources.filter(({ text }) => text.includes("corpus.Register("));

it.each([
	["leak", "corpus.Leak", LEAKS],
	["healthy service", "corpus.Healthy", HEALTHY],
])("has every %s it promises, and no other", (_, kind, promised) => {
	const names = cases
		.filter(({ text }) => text.includes(kind))
		.flatMap(namesIn);
	expect(names.toSorted()).toEqual(wordsOf(promised).toSorted());
});

it("has a mended twin for each leak", () => {
	const alone = cases.filter(
		({ text }) => count(text, "corpus.Leak,") !== count(text, /^\t\tMended:/gm),
	);
	expect(alone.flatMap(namesIn)).toEqual([]);
});

it("expects only functions that are there", () => {
	const missing = cases.flatMap(({ folder, text }) =>
		[...text.matchAll(/pkg \+ "([^"]+)"/g)]
			.map(([, name]) => name as string)
			.filter((name) => !isDeclared(name, folder)),
	);
	expect(missing).toEqual([]);
});

it("imports every package that has cases", () => {
	const mains = ["main.go", "dependencies.go"]
		.map((file) => readFileSync(join(HERE, file), "utf8"))
		.join();
	const forgotten = cases
		.map(({ folder }) => folder)
		.filter((folder) => !mains.includes(`_ "example.com/cases/${folder}"`));
	expect(forgotten).toEqual([]);
});

function namesIn({ text }: Source): readonly string[] {
	return [...text.matchAll(/(?:\bName: |\bregister\()"([a-z0-9-]+)"/g)].map(
		([, name]) => name as string,
	);
}

/** `(*Quotes).Get.func1` is declared as `func (q *Quotes) Get(`. */
function isDeclared(name: string, folder: string): boolean {
	const [, receiver, method] = /^(?:\(\*(\w+)\)\.)?(\w+)/.exec(name) ?? [];
	const declaration = receiver
		? new RegExp(`^func \\(\\w+ \\*${receiver}\\) ${method}\\(`, "m")
		: new RegExp(`^func ${method}\\(`, "m");
	return sources.some(
		(source) => source.folder === folder && declaration.test(source.text),
	);
}

function count(text: string, what: string | RegExp): number {
	return text.split(what).length - 1;
}

function wordsOf(text: string): readonly string[] {
	return text.trim().split(/\s+/);
}
