import { replacedOnce } from "./edit.ts";
import { KINDS, type Kind, type KindName } from "./kinds.ts";

/**
 * How a leak is written. `inline`: in the handler. `function`: in one of its
 * own, which the compiler inlines, `noinline`: which it may not.
 * `extracted`: only what waits or allocates is in a function.
 */
export type Form = "inline" | "function" | "noinline" | "extracted";

/** A leak in a handler: `Get` is `(*HTTPBin).Get`. */
export interface Leak {
	readonly handler: string;
	readonly kind: KindName;
	readonly form: Form;
	/** Times a request; once where absent. */
	readonly times?: 2 | 0.5;
}

/** The line that a handler begins with, there once in every version. */
export function handlerLine(handler: string): string {
	return `func (h *HTTPBin) ${handler}(w http.ResponseWriter, r *http.Request) {\n`;
}

/** handlers.go with the leak at the beginning of its handler. */
export function planted(text: string, leak: Leak): string {
	const { declarations, statements } = written(leak);
	const line = handlerLine(leak.handler);
	return replacedOnce(
		text,
		line,
		`${declarations}\n${line}${repeated(leak, statements)}`,
	);
}

function repeated({ handler, times }: Leak, statements: string): string {
	switch (times) {
		case 2:
			return `\tfor range 2 {\n${statements}\t}\n`;
		case 0.5:
			return `\tif plantedTurns${handler}.Add(1)%2 == 0 {\n${statements}\t}\n`;
		case undefined:
			return statements;
		default:
			return times satisfies never;
	}
}

/** A route that looks like the others and leaks nothing: its goroutine ends, its map is bounded. */
export function plantedHealthy(text: string, handler: string): string {
	const line = handlerLine(handler);
	return replacedOnce(
		text,
		line,
		`
var plantedRecent = struct {
	plantedSync.Mutex
	kept map[int][]byte
}{kept: map[int][]byte{}}

${line}
	plantedEnd := make(chan int, 1)
	go func() { plantedEnd <- 1 }()
	plantedRecent.Lock()
	plantedRecent.kept[len(r.URL.Path)] = make([]byte, 16<<10)
	plantedRecent.Unlock()
`,
	);
}

function written({ handler, kind, form, times }: Leak): {
	readonly declarations: string;
	readonly statements: string;
} {
	const { declares, leaks, inner }: Kind = KINDS[kind];
	const turns =
		times === 0.5 ? `\nvar plantedTurns${handler} plantedAtomic.Int64\n` : "";
	const declared = `${declares?.(handler) ?? ""}${turns}`;
	const body = leaks(inner.code, handler);
	const name = `planted${handler}`;
	switch (form) {
		case "inline":
			return { declarations: declared, statements: body };
		case "function":
		case "noinline":
			return {
				declarations: `${declared}
${form === "noinline" ? "//go:noinline\n" : ""}func ${name}(r *plantedHTTP.Request) {${body}}
`,
				statements: `\t${name}(r)\n`,
			};
		case "extracted": {
			const { code, parameter = "", argument = "", returns = "" } = inner;
			return {
				declarations: `${declared}
func ${name}(${parameter}) ${returns} { ${returns && "return "}${code} }
`,
				statements: leaks(`${name}(${argument})`, handler),
			};
		}
		default:
			return form satisfies never;
	}
}
