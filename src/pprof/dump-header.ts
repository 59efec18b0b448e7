import type { Wait } from "./dump.ts";
import type { Label } from "./label-sets.ts";
import { textLabels } from "./text-labels.ts";

/**
 * Reads what follows `goroutine 52` in a goroutine's first line: ` [chan send
 * (leaked), 3 minutes, locked to thread, synctest bubble 4] {"k": "v"}:`. Values
 * of labels may hold `]`. With GOTRACEBACK=2, ` gp=0x… m=…` comes first. Labels
 * lie before the `]` in Go 1.26, behind it in 1.27. Undefined for other text.
 * Source: goroutineheader in runtime/traceback.go, Go 1.19 to 1.27.
 */
export function dumpHeader(text: string): Wait | undefined {
	const [, state, rest] =
		/^(?: [a-z]{1,4}=\w{1,20})* \[([^\]{,]*)(.*):$/.exec(text) ?? [];
	if (state === undefined || rest === undefined) return undefined;
	// Go 1.26: the state's end is where ` labels:{` begins.
	const word = state.endsWith(" labels:") ? state.slice(0, -8) : state;
	const brace = rest.indexOf("{");
	const close = rest.indexOf("]");
	if (close < 0) return undefined;
	const labelled = brace >= 0 && (brace < close || rest[close + 1] === " ");
	const notes = rest.slice(0, brace >= 0 && brace < close ? brace : close);
	return {
		...words(word),
		minutes: numberIn(notes, /, (\d{1,15}) minutes/) ?? 0,
		locked: notes.includes(", locked to thread"),
		bubble: numberIn(notes, /, synctest bubble (\d{1,15})/),
		labels: labelled ? labelsAt(rest, brace) : [],
	};
}

function words(state: string): Pick<Wait, "state" | "leaked" | "durable"> {
	return {
		state: state.replaceAll(/ \((?:leaked|scan|durable)\)/g, ""),
		leaked: state.includes(" (leaked)"),
		durable: state.includes(" (durable)"),
	};
}

function numberIn(text: string, pattern: RegExp): number | undefined {
	const found = pattern.exec(text)?.[1];
	return found === undefined ? undefined : Number(found);
}

function labelsAt(text: string, at: number): readonly Label[] {
	return textLabels(text, at)?.labels ?? [];
}
