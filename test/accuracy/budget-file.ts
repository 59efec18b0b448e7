import { stringify } from "yaml";
import type { Subject } from "./subject.ts";

/** goleak looks for up to 10 s, after the server has closed its connections. */
const STOP_TIMEOUT = "15s";

/** The budget file of a subject, whose binary is built already; `report` is the file that it leaves the truth in. */
export function budgetFile(
	subject: Subject,
	place: {
		readonly binary: string;
		readonly port: number;
		readonly report: string;
	},
): string {
	const address = `127.0.0.1:${place.port}`;
	const { budgets, settleTimeoutMs } = subject;
	const loads = scenarios(subject, address);
	return stringify({
		name: subject.name,
		service: {
			run: [
				"exec",
				quote(place.binary),
				"-addr",
				address,
				...subject.words,
			].join(" "),
			env: { ...subject.env, ACCURACY_REPORT: place.report },
			ready: `http://${address}/ready`,
			stop: { timeout: STOP_TIMEOUT },
		},
		load: loads.length === 1 ? loads[0] : loads,
		...(settleTimeoutMs !== undefined && {
			settle: { timeout: `${settleTimeoutMs}ms` },
		}),
		...(Object.keys(budgets).length > 0 && { budgets }),
	});
}

/** One for each path: the built-in driver asks for one URL. */
function scenarios(subject: Subject, address: string) {
	const { paths } = subject;
	return paths.map((path, index) => ({
		...(paths.length > 1 && { name: `path-${index + 1}` }),
		http: `GET http://${address}${path}`,
		requests: Math.ceil(subject.requests / paths.length),
	}));
}

/** One word for sh. */
function quote(path: string): string {
	return `'${path.replaceAll("'", "'\\''")}'`;
}
