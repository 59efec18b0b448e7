/** What a load tool said of its own run. */
export interface Summary {
	/** Sent; for tools that count answers only, answered plus failed. */
	readonly requests: number;
	/** Not answered, or answered other than 2xx and 3xx. */
	readonly errors: number;
	readonly errorKinds?: Readonly<Record<string, number>>;
	readonly p99Ms?: number;
}

/**
 * How to know a tool by what it prints. `document`: one JSON document.
 * `lines`: read as they come, for they may be millions.
 */
export type SummaryFormat =
	| {
			readonly kind: "document";
			readonly name: string;
			/** Undefined when it is some other JSON. */
			readonly read: (document: unknown) => Summary | undefined;
	  }
	| {
			readonly kind: "lines";
			readonly name: string;
			readonly open: () => LineReader;
	  };

export interface LineReader {
	readonly line: (line: string) => void;
	/** Undefined when the lines were some other tool's. */
	readonly end: () => Summary | undefined;
}
