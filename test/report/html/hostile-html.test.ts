import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Counters } from "../../../src/model/evidence.ts";
import type { FindingKind, Outcome } from "../../../src/model/verdict.ts";
import { htmlReport } from "../../../src/report/html/html-report.ts";
import { differenceFrom } from "../../page/differences.ts";
import { culprit, excerpt, finding, verdict } from "../verdicts.ts";
import { readPage } from "./page-structure.ts";
import { counters, simulatedRun } from "./simulated-run.ts";

/** Controls but the end of a line, and characters that hide or turn text round. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Everything that our own pages are made of; whatever a name adds to it got out of its place. */
const TAGS = new Set(
	(
		"html head meta title body main header div span svg path h1 h2 h3 p a code section figure desc rect text tspan " +
		"g line circle caption ul ol li details summary table caption thead tbody tr th td article pre mark br dl dt dd"
	).split(" "),
);

const HOSTILE: readonly string[] = [
	"<script>alert(1)</script>",
	"</title></style></script><script>alert(1)</script>",
	"\"><img src=x onerror=alert(1)> '><svg onload=alert(1)>",
	"--><!-- <![CDATA[ ]]> <?php",
	"&lt;b&gt; &amp; &#60;",
	"` onmouseover=alert(1) x=`",
	"javascript:alert(1)",
	"\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b2J",
	"invoice\u202Egnp.exe \u2066x\u2069 \u200f zero\u200bwidth",
	"one\r\ntwo\u2028three\u0000four",
	"x".repeat(10_000),
	"<".repeat(10_000),
	"\ud800 lone",
	"file:///etc/passwd vbscript:x data:text/html,<script>alert(1)</script>",
	"&#x6a;avascript:alert(1) &NewLine; &lt",
	"\u{e0061}\u{e007f} \u00ad \u034f",
	"url(https://evil.example/x.css) expression(alert(1)) </style><style>*{}",
	// biome-ignore lint/suspicious/noTemplateCurlyInString: a template of somebody else.
	"{{7*7}} ${7*7} <%= 7 %>",
	// Attack 31.
	"<base href=https://evil.example><meta http-equiv=refresh content=0><iframe srcdoc=x>",
	"__proto__",
	"constructor",
	"",
];

test.each(HOSTILE)("%j stays text", (name) => {
	const page = readPage(hostilePage(name, "fail", "leak"));
	// A name that could be a metric gets a line to paste, others do not.
	const ordinary = /^[a-z_]{1,40}$/u.test(name) ? "ordinary" : "Ordinary";
	expect(page.text).not.toMatch(INVISIBLE);
	expect(page.scripts).toHaveLength(2);
	expect(page.scripts[0]).not.toMatch(/[<>]/u);
	expect(page.scripts[1]).toBe("here()");
	expect(page.tags.map((tag) => tag.name)).toEqual(
		readPage(hostilePage(ordinary, "fail", "leak")).tags.map((tag) => tag.name),
	);
});

test("10,000 characters everywhere are still a small page", () => {
	expect(hostilePage("x".repeat(10_000), "fail", "leak").length).toBeLessThan(
		150_000,
	);
});

// Attack 32.
test("any strings in names leave the page's own tags and attributes as they are", () => {
	const nasty = fc.oneof(
		fc.string({ unit: "binary" }),
		fc
			.array(
				fc.constantFrom(...HOSTILE, "<", ">", '"', "'", "&", "=", "/", "\n"),
				{ maxLength: 12 },
			)
			.map((parts) => parts.join("")),
	);
	fc.assert(
		fc.property(
			nasty,
			fc.constantFrom<Outcome>("pass", "fail", "undecided"),
			fc.constantFrom<FindingKind>("leak", "idle-growth", "moving", "steady"),
			(name, outcome, kind) => {
				const source = hostilePage(name, outcome, kind);
				const { scripts } = readPage(source);
				expect(source.match(/<script/giu)).toHaveLength(2);
				expect(JSON.parse(scripts[0] ?? "")).toMatchObject({ first: 0 });
				expect(scripts[1]).toBe("here()");
				expect(source).not.toMatch(INVISIBLE);
				for (const tag of readPage(source).tags) {
					expect(TAGS).toContain(tag.name);
					for (const attribute of Object.keys(tag.attributes))
						expect(attribute).not.toMatch(/^(?:on|src|srcdoc|action)/iu);
					expect(tag.attributes.href ?? "#").toMatch(
						/^#culprit-\d+$|^#$|^https:\/\/(?:pkg\.)?go\.dev\/[\w./#-]+$/u,
					);
				}
			},
		),
		{ numRuns: 150 },
	);
});

test("any readings give a page whose numbers are numbers", () => {
	const odd = fc.oneof(
		fc.double(),
		fc.constantFrom(Number.NaN, -1, 0, Number.POSITIVE_INFINITY, 1e308),
	);
	const reading = fc.record({
		atMs: odd,
		phase: fc.constantFrom("before" as const, "load" as const),
		round: fc.nat({ max: 3 }),
		counters: fc
			.tuple(odd, odd)
			.map(([goroutines, heap]): Counters => counters(goroutines, heap)),
	});
	fc.assert(
		fc.property(fc.array(reading), odd, (readings, value) => {
			const settled = simulatedRun(verdict()).settled.map((one) => ({
				...one,
				counters: { ...one.counters, goroutines: value },
			}));
			const source = htmlReport(verdict(), {
				...{ excerpts: [], folder: "out" },
				readings,
				settled,
			});
			for (const { name, attributes } of readPage(source).tags)
				if (["path", "circle", "line", "rect", "text"].includes(name))
					expect(Object.values(attributes).join(" ")).not.toMatch(
						/NaN|Infinity|undefined/u,
					);
		}),
		{ numRuns: 150 },
	);
});

/** Every field that a service, a fork or a budget file can fill. */
function hostilePage(
	name: string,
	outcome: Outcome,
	kind: FindingKind,
): string {
	const frame = { function: name, file: name, line: 39 };
	const limit = { kind: "growth", value: 0, text: name } as const;
	const judged = verdict({
		name,
		outcome,
		findings: [
			finding([100, 100, 100], {
				outcome: outcome === "pass" ? "within" : "over",
				...{ kind, limit, metric: name },
			}),
		],
		observed: [
			{
				...{ metric: name, unit: "bytes", before: 1, peak: 2, after: 3 },
				rounds: [],
			},
		],
		culprits: [
			culprit({
				...frame,
				...{ metric: name, stack: [frame], route: name, scenario: name },
				...{ wait: name, entry: `${name}.e`, first_party: false },
			}),
			culprit(),
		],
		problems: [
			{ code: "x", message: `m${name}`, where: "w", remedy: `r${name}` },
			{
				code: name,
				message: `m${name}`,
				where: `w${name}`,
				...{ remedy: `r${name}`, tail: [name] },
			},
		],
		gone: [{ ...frame, metric: name, growth: 1, perRequest: null }],
		notes: [name],
		environment: { go: `g${name}`, os: `o${name}`, tool: `t${name}` },
		timings: { [`t${name}`]: 12, total: 20 },
	});
	const held = [
		[[`shop/a.${name}`, `shop/b.${name}`], 0, 5],
		[[`lib/c.${name}`], 3, 1],
	] as const;
	const lines = ["\tgo func() {", `\t\t${name}`, "\t}()"];
	return htmlReport(judged, {
		...simulatedRun(judged),
		excerpts: [excerpt({ file: name, path: name, lines })],
		folder: name,
		differences: [differenceFrom(held, { title: `t${name}` })],
		log: [name],
		script: { code: "here()", sha256: "AAAA" },
	});
}
