import { afterEach, expect, jest, test } from "@jest/globals";
import { interruptSignal } from "../../src/commands/interrupt.ts";

afterEach(() => {
	jest.restoreAllMocks();
});

test("another signal is the same interruption; the same one again ends us", () => {
	jest.spyOn(process.stderr, "write").mockReturnValue(true);
	const exit = jest
		.spyOn(process, "exit")
		.mockImplementation(() => undefined as never);
	const { signal, release } = interruptSignal();
	process.emit("SIGINT", "SIGINT");
	expect(signal.aborted).toBe(true);
	const { reason } = signal;
	process.emit("SIGTERM", "SIGTERM");
	expect(exit).not.toHaveBeenCalled();
	expect(signal.reason).toBe(reason);
	process.emit("SIGTERM", "SIGTERM");
	expect(exit).toHaveBeenCalledWith(2);
	release();
});
