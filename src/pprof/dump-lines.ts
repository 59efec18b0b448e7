import { type DumpFrame, ELIDED } from "./dump.ts";

/** A line that names a function, if the next one says where it is. */
export interface CallLine {
	readonly is: "call";
	readonly kind: "frame" | "creator";
	readonly name: string;
	readonly inlined: boolean;
	/** Shaped as Go writes it, not as a log might. */
	readonly sure: boolean;
	/** The goroutine that created this one. */
	readonly creatorId: number | undefined;
	/** How many characters at the end differ from goroutine to goroutine; undefined = all may. */
	readonly varying: number | undefined;
}

export interface PlaceLine {
	readonly is: "place";
	readonly file: string;
	readonly line: number;
	/** It has an offset, as every call has but an inlined one. */
	readonly exact: boolean;
	readonly varying: number | undefined;
}

export type DumpLine =
	| CallLine
	| PlaceLine
	| { readonly is: "blank" | "unavailable" }
	| { readonly is: "frame"; readonly frame: DumpFrame }
	| { readonly is: "ancestor"; readonly id: number };

/**
 * Reads one line of a goroutine by itself. Source: traceback2, printCgoTraceback,
 * printAncestorTraceback and printcreatedby1 of runtime/traceback.go, Go 1.19 to 1.27.
 */
export function dumpLine(text: string): DumpLine {
	if (text === "") return { is: "blank" };
	if (text === "\tgoroutine running on other thread; stack unavailable")
		return { is: "unavailable" };
	if (text.startsWith("\t")) return place(text) ?? unsure(text);
	if (text.startsWith("created by ")) return creator(text);
	if (text.startsWith("non-Go function at pc="))
		return { is: "frame", frame: bare("non-Go function") };
	const left = /^\.\.\.(\d{1,15}|additional) frames elided\.\.\.$/.exec(text);
	if (left) {
		const elided = left[1] === "additional" ? 0 : Number(left[1]);
		return { is: "frame", frame: { ...bare(ELIDED), elided } };
	}
	const from = /^\[originating from goroutine (\d{1,15})\]:$/.exec(text);
	return from ? { is: "ancestor", id: Number(from[1]) } : called(text);
}

/** `main.(*T).m(0x1, {0x2, 0x3})`: arguments hold no parentheses. */
function called(text: string): CallLine {
	const open = text.endsWith(")") ? text.lastIndexOf("(") : -1;
	const name = text.slice(0, open);
	// C's are printed as the symbolizer has them, often with the types of their arguments.
	if (open < 1 || name.includes(" ")) return unsure(text);
	return {
		is: "call",
		kind: "frame",
		name: name === "panic" ? "runtime.gopanic" : name,
		inlined: text.slice(open) === "(...)",
		sure: true,
		creatorId: undefined,
		varying: text.length - open - 1,
	};
}

function creator(text: string): CallLine {
	const [suffix = "", id] = / in goroutine (\d{1,15})$/.exec(text) ?? [];
	return {
		is: "call",
		kind: "creator",
		name: text.slice("created by ".length, text.length - suffix.length),
		inlined: false,
		sure: true,
		creatorId: id === undefined ? undefined : Number(id),
		varying: suffix.length,
	};
}

/** `\t/path/file.go:39 +0x25 fp=0x… sp=0x… pc=0x…`; of C, `\tfile.c:7 pc=0x…` and `\tpc=0x…`. */
function place(text: string): PlaceLine | undefined {
	const tail =
		/(?: \+0x[0-9a-f]{1,16})?(?: [fs]p=0x[0-9a-f]{1,16}){0,2}(?: pc=0x[0-9a-f]{1,16})?$/.exec(
			text.slice(-100),
		);
	const varying = tail?.[0].length ?? 0;
	const known = text.slice(1, text.length - varying);
	if (/^pc=0x[0-9a-f]{1,16}$/.test(known))
		return { is: "place", file: "", line: 0, exact: true, varying: undefined };
	const colon = known.lastIndexOf(":");
	const line = known.slice(colon + 1);
	if (colon < 0 || !/^\d{1,15}$/.test(line)) return undefined;
	return {
		is: "place",
		file: known.slice(0, colon),
		line: Number(line),
		exact: tail?.[0].startsWith(" +") === true,
		varying,
	};
}

function unsure(text: string): CallLine {
	return {
		is: "call",
		kind: "frame",
		name: text,
		inlined: false,
		sure: false,
		creatorId: undefined,
		varying: undefined,
	};
}

function bare(name: string): DumpFrame {
	return { function: name, file: "", line: 0, inlined: false, elided: 0 };
}
