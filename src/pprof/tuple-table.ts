import type { Int } from "./int-column.ts";

/** Tuples of integers, each once: row 0 is the first that was added. */
export interface TupleTable {
	readonly count: number;
	/**
	 * The row of the tuple that `start`, `put` and `putInt` have made; `isNew`
	 * says whether it was added just now.
	 */
	start(): void;
	/** A number of 0 up to 2³² − 1. */
	put(value: number): void;
	/** An int64 or uint64. */
	putInt(value: Int): void;
	row(): number;
	readonly isNew: boolean;
}

/** Without a string or an object for each: there may be hundreds of thousands. */
export function tupleTable(capacity = 64): TupleTable {
	let words = new Uint32Array(capacity * 8);
	/** Tuple i is words `ends[i]` up to `ends[i + 1]`. */
	let ends = new Uint32Array(capacity + 1);
	let hashes = new Uint32Array(capacity);
	let slots = new Int32Array(2 ** Math.ceil(Math.log2(capacity * 2)));
	let count = 0;
	let from = 0;
	let to = 0;
	let isNew = false;
	const put = (value: number) => {
		if (to === words.length) words = enlarged(words);
		words[to++] = value;
	};
	const isEqual = (row: number, hash: number) => {
		if (hashes[row] !== hash) return false;
		const first = ends[row] as number;
		if ((ends[row + 1] as number) - first !== to - from) return false;
		for (let at = from; at < to; at++)
			if (words[at] !== words[first + at - from]) return false;
		return true;
	};
	const grow = () => {
		ends = enlarged(ends);
		hashes = enlarged(hashes);
		slots = new Int32Array(slots.length * 2);
		const mask = slots.length - 1;
		for (let row = 0; row < count; row++) {
			let slot = (hashes[row] as number) & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = row + 1;
		}
	};
	return {
		get count() {
			return count;
		},
		get isNew() {
			return isNew;
		},
		start: () => {
			from = to = ends[count] as number;
		},
		put,
		putInt: (value) => {
			if (typeof value === "number") {
				put(Math.floor(value / 0x1_0000_0000));
				put(value);
			} else {
				put(Number(BigInt.asUintN(32, value >> 32n)));
				put(Number(BigInt.asUintN(32, value)));
			}
		},
		row: () => {
			const hash = hashOfWords(words, from, to);
			const mask = slots.length - 1;
			let slot = hash & mask;
			for (let taken = slots[slot] as number; taken !== 0; ) {
				if (isEqual(taken - 1, hash)) {
					isNew = false;
					return taken - 1;
				}
				slot = (slot + 1) & mask;
				taken = slots[slot] as number;
			}
			isNew = true;
			slots[slot] = ++count;
			hashes[count - 1] = hash;
			ends[count] = to;
			if (count === hashes.length) grow();
			return count - 1;
		},
	};
}

/** FNV-1a over words, mixed at the end; unsigned. */
export function hashOfWords(
	words: ArrayLike<number>,
	from: number,
	to: number,
): number {
	let hash = 0x811c9dc5;
	for (let at = from; at < to; at++)
		hash = Math.imul(hash ^ (words[at] as number), 0x01000193);
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2c1b3c6d);
	return (hash ^ (hash >>> 13)) >>> 0;
}

function enlarged(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(column.length * 2);
	larger.set(column);
	return larger;
}
