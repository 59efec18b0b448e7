/** A regular expression of RE2 (Go's regexp/syntax), as far as whether it matches depends on it. */
export type Node =
	| { readonly kind: "empty" }
	| { readonly kind: "char"; readonly test: CharTest }
	| { readonly kind: "assert"; readonly what: Assertion }
	| { readonly kind: "sequence"; readonly nodes: readonly Node[] }
	| { readonly kind: "choice"; readonly nodes: readonly Node[] }
	/** `max` Infinity = any number. */
	| {
			readonly kind: "repeat";
			readonly node: Node;
			readonly min: number;
			readonly max: number;
	  };

/** Whether a code point matches. */
export type CharTest = (codePoint: number) => boolean;

export type Assertion =
	| "text start"
	| "text end"
	| "line start"
	| "line end"
	| "word boundary"
	| "no word boundary";

export interface Flags {
	readonly ignoreCase: boolean;
	readonly multiLine: boolean;
	readonly dotAll: boolean;
}
