import type { Int } from "./int-column.ts";
import type { NodeTable } from "./node-table.ts";
import type { Profile } from "./profile.ts";
import type { Weights } from "./weights.ts";

/** Sums of each node: `flat` of samples that end in it, `cum` of samples that go through it. */
export interface NodeSums {
	readonly flat: Float64Array;
	readonly cum: Float64Array;
}

/** A node counts once a sample, however often it is in its stack. Source: google/pprof, graph.newGraph. */
export function nodeSums(
	{ samples }: Profile,
	{ infos, start, nodes }: NodeTable,
	weights: Weights,
): NodeSums {
	const { values } = weights;
	const flat = weights.sums(infos.length);
	const cum = weights.sums(infos.length);
	const seenIn = new Int32Array(infos.length);
	for (let sample = 0; sample < samples.count; sample++) {
		const value = values[sample] as number;
		if (!value) continue;
		const from = samples.locationStart[sample] as number;
		let at = (samples.locationStart[sample + 1] as number) - 1;
		let node = -1;
		for (; at >= from; at--) {
			const location = samples.locations[at] as number;
			const innermost = start[location] as number;
			for (
				let row = (start[location + 1] as number) - 1;
				row >= innermost;
				row--
			) {
				node = nodes[row] as number;
				if (seenIn[node] === sample + 1) continue;
				seenIn[node] = sample + 1;
				(cum[node] as number) += value;
			}
		}
		if (node >= 0) (flat[node] as number) += value;
	}
	return { flat, cum };
}

export interface Edge {
	readonly caller: number;
	readonly callee: number;
	readonly weight: Int;
	/** All calls that it stands for were inlined. */
	readonly isInline: boolean;
}

/**
 * The calls between nodes. Those that `isKept` has 0 for are left out of the
 * stacks; a call then goes on from the next kept caller. Only calls of nodes for
 * which `isWanted` has 1 are collected, and only those `isFrequent` come back.
 */
export function graphEdges(
	{ samples }: Profile,
	{ start, nodes }: NodeTable,
	weights: Weights,
	isKept: Uint8Array,
	isWanted: Uint8Array,
	isFrequent: (callee: number, weight: Int) => boolean,
): readonly Edge[] {
	const { values } = weights;
	const edges = edgeTable(weights);
	for (let sample = 0; sample < samples.count; sample++) {
		const value = values[sample] as number;
		if (!value) continue;
		const from = samples.locationStart[sample] as number;
		let at = (samples.locationStart[sample + 1] as number) - 1;
		let caller = -1;
		for (; at >= from; at--) {
			const location = samples.locations[at] as number;
			const innermost = start[location] as number;
			const outermost = (start[location + 1] as number) - 1;
			for (let row = outermost; row >= innermost; row--) {
				const node = nodes[row] as number;
				if (isKept[node] === 0) continue;
				if (caller >= 0 && caller !== node && isWanted[node] === 1)
					edges.add(caller, node, value, sample, row !== outermost);
				caller = node;
			}
		}
	}
	return edges.all(isFrequent);
}

/** Open addressing by caller and callee: there are millions of calls to look up. */
function edgeTable(weights: Weights) {
	let slots = new Int32Array(1024);
	let callers: Int32Array = new Int32Array(512);
	let callees: Int32Array = new Int32Array(512);
	let sums = weights.sums(512);
	/** Sample in which the edge was last seen, plus one. */
	let seenIn: Int32Array = new Int32Array(512);
	let isDirect = new Uint8Array(512);
	let count = 0;
	const slotOf = (caller: number, callee: number) => {
		const mask = slots.length - 1;
		const hash = Math.imul(caller, 0x9e3779b1) ^ Math.imul(callee, 0x85ebca6b);
		let slot = (hash ^ (hash >>> 15)) & mask;
		for (let edge = slots[slot] as number; edge !== 0; ) {
			if (callers[edge - 1] === caller && callees[edge - 1] === callee)
				return slot;
			slot = (slot + 1) & mask;
			edge = slots[slot] as number;
		}
		return slot;
	};
	const grow = () => {
		const capacity = count * 2;
		const larger = weights.sums(capacity);
		larger.set(sums);
		sums = larger;
		callers = grown(callers, capacity);
		callees = grown(callees, capacity);
		seenIn = grown(seenIn, capacity);
		const direct = new Uint8Array(capacity);
		direct.set(isDirect);
		isDirect = direct;
		slots = new Int32Array(capacity * 2);
		for (let edge = 0; edge < count; edge++)
			slots[slotOf(callers[edge] as number, callees[edge] as number)] =
				edge + 1;
	};
	return {
		add: (
			caller: number,
			callee: number,
			value: number,
			sample: number,
			isInline: boolean,
		) => {
			const slot = slotOf(caller, callee);
			let edge = (slots[slot] as number) - 1;
			if (edge < 0) {
				edge = count++;
				slots[slot] = edge + 1;
				callers[edge] = caller;
				callees[edge] = callee;
			}
			if (seenIn[edge] !== sample + 1) {
				seenIn[edge] = sample + 1;
				(sums[edge] as number) += value;
				if (!isInline) isDirect[edge] = 1;
			}
			if (count === callers.length) grow();
		},
		all: (isFrequent: (callee: number, weight: Int) => boolean): Edge[] => {
			const all: Edge[] = [];
			for (let edge = 0; edge < count; edge++) {
				const callee = callees[edge] as number;
				const weight = weights.exact(sums, edge);
				if (!isFrequent(callee, weight)) continue;
				const caller = callers[edge] as number;
				all.push({ caller, callee, weight, isInline: isDirect[edge] === 0 });
			}
			return all;
		},
	};
}

function grown(column: Int32Array, capacity: number): Int32Array {
	const larger = new Int32Array(capacity);
	larger.set(column);
	return larger;
}
