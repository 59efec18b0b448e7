import { Agent, get } from "node:http";

/**
 * `node load.ts URL TURNS PATH…`: asks for every path so many times, on four
 * connections that it then closes, and sums up as autocannon does.
 */
const [base = "", turns = "", ...paths] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const codes: number[] = [];
await Promise.all(
	paths.map(async (path) => {
		for (let turn = 0; turn < Number(turns); turn++)
			codes.push(await answered(`${base}${path}`));
	}),
);
agent.destroy();
const failed = codes.filter((code) => code !== 200).length;
console.log(
	JSON.stringify({
		requests: { total: codes.length - failed },
		errors: failed,
		timeouts: 0,
		statusCodeStats: {},
	}),
);

function answered(url: string): Promise<number> {
	return new Promise((resolve) => {
		get(url, { agent }, (answer) => {
			answer.resume().once("close", () => resolve(answer.statusCode ?? 0));
		}).once("error", () => resolve(0));
	});
}
