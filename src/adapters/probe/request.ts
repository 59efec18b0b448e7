import http from "node:http";
import https from "node:https";
import { Stop } from "../../model/problem.ts";

/** An HTTP answer, held whole. Header names are in lower case. */
export interface Answer {
	readonly status: number;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: Buffer;
}

/** There was no whole answer. */
export class NoAnswer extends Stop {
	/** As a sentence goes on: "nobody listens there". */
	readonly why: string;

	constructor(whom: string, why: string) {
		super({
			code: "probe-failed",
			message: `Could not read profiles from ${whom}: ${why}.`,
			remedy:
				"Is the service still running, and not stopped or out of memory? Its log is in the evidence folder.",
		});
		this.why = why;
	}
}

export interface Request {
	/** Where a Stop says the question went: `the agent`, a URL. */
	readonly whom: string;
	readonly method: "GET" | "POST";
	readonly options: http.RequestOptions & { readonly protocol?: string };
	/** For the whole exchange. */
	readonly timeoutMs: number;
	readonly signal: AbortSignal;
	/** Bytes; 512 MiB when absent. */
	readonly most?: number;
}

/**
 * One HTTP exchange. A Stop with the code `probe-failed` when there is no whole
 * answer; the signal's reason when it is aborted. Any status is an answer.
 */
export async function request(question: Request): Promise<Answer> {
	const { whom, timeoutMs, signal } = question;
	signal.throwIfAborted();
	const controller = new AbortController();
	const abort = () => controller.abort();
	signal.addEventListener("abort", abort, { once: true });
	let timedOut = false;
	const timer = setTimeout(() => {
		timedOut = true;
		controller.abort();
	}, timeoutMs);
	try {
		return await exchange(question, controller.signal);
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Stop) throw error;
		throw failed(
			whom,
			timedOut
				? `it did not answer within ${timeoutMs / 1000} s`
				: reason(error as NodeJS.ErrnoException),
			error,
		);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", abort);
	}
}

function exchange(question: Request, signal: AbortSignal): Promise<Answer> {
	const { whom, method, options, most = 512 * 1024 * 1024 } = question;
	const send = options.protocol === "https:" ? https.request : http.request;
	return new Promise((resolve, reject) => {
		const outgoing = send({ ...options, method, signal }, (incoming) => {
			const chunks: Buffer[] = [];
			let held = 0;
			incoming.on("data", (chunk: Buffer) => {
				held += chunk.length;
				if (held <= most) {
					chunks.push(chunk);
					return;
				}
				reject(failed(whom, `its answer is longer than ${most} bytes`));
				incoming.destroy();
			});
			incoming.on("error", reject);
			// Without an error event: the connection ended before the answer did.
			incoming.on("close", () => reject(new Error("its answer was cut off")));
			incoming.on("end", () =>
				resolve({
					status: incoming.statusCode ?? 0,
					headers: incoming.headers,
					body: Buffer.concat(chunks),
				}),
			);
		});
		outgoing.on("error", reject);
		outgoing.end();
	});
}

function failed(whom: string, why: string, cause?: unknown): NoAnswer {
	const stop = new NoAnswer(whom, why);
	stop.cause = cause;
	return stop;
}

function reason(error: NodeJS.ErrnoException): string {
	switch (error.code) {
		case "ECONNREFUSED":
		case "ENOENT":
			return "nobody listens there (any more)";
		case "ECONNRESET":
		case "EPIPE":
			return "the connection was cut off";
		case "EMFILE":
			return "this machine is out of file descriptors";
		default:
			if (/CERT|SELF_SIGNED|ISSUER/.test(error.code ?? ""))
				return `its certificate is not accepted (${error.message})`;
			return error.message === "" ? String(error.code) : error.message;
	}
}
