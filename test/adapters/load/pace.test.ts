import { expect, test } from "@jest/globals";
import { pace } from "../../../src/adapters/load/pace.ts";
import { manualClock } from "../../support/manual-clock.ts";

const signal = new AbortController().signal;

async function run(
	scenario: Parameters<typeof pace>[0],
	answerMs = 0,
): Promise<{ sent: number; atMs: number; slept: number[] }> {
	const clock = manualClock();
	const ticket = pace(scenario, clock, signal);
	let sent = 0;
	while (await ticket()) {
		sent += 1;
		if (answerMs > 0) await clock.sleep(answerMs);
	}
	return { sent, atMs: clock.now(), slept: clock.slept };
}

test("requests: as many as asked, without a wait", async () => {
	const amount = { kind: "requests", requests: 7 } as const;
	expect(await run({ amount })).toEqual({ sent: 7, atMs: 0, slept: [] });
});

test("rate: evenly spread from the first on", async () => {
	const amount = { kind: "requests", requests: 5 } as const;
	const { sent, slept } = await run({ amount, ratePerSecond: 200 });
	expect(sent).toBe(5);
	expect(slept).toEqual([5, 5, 5, 5]);
});

test("rate: what is late is sent at once", async () => {
	const amount = { kind: "requests", requests: 4 } as const;
	const { sent, atMs } = await run({ amount, ratePerSecond: 1000 }, 10);
	expect([sent, atMs]).toEqual([4, 40]);
});

test("duration: until it is over, with a rate an exact number", async () => {
	const amount = { kind: "duration", durationMs: 100 } as const;
	expect((await run({ amount }, 10)).sent).toBe(10);
	expect((await run({ amount, ratePerSecond: 50 })).sent).toBe(5);
});

test("abort ends it", async () => {
	const ticket = pace(
		{ amount: { kind: "requests", requests: 1 } },
		manualClock(),
		AbortSignal.abort(new Error("Ctrl-C")),
	);
	await expect(ticket()).rejects.toThrow("Ctrl-C");
});
