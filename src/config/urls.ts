import type { ProfileSource, Ready } from "../model/plan.ts";
import { NOT_SUPPORTED, type Reading, scalar, wrong } from "./scalars.ts";
import { nearest } from "./spelling.ts";

const METHODS = [
	"GET",
	"HEAD",
	"POST",
	"PUT",
	"PATCH",
	"DELETE",
	"OPTIONS",
] as const;

export interface Target {
	readonly method: string;
	readonly url: string;
}

/** `POST http://…`, or a URL alone for GET. */
export function httpTarget() {
	return scalar(
		'must be a method and a URL such as "GET http://127.0.0.1:8080/".',
		readTarget,
	);
}

export function readTarget(text: string): Reading<Target> {
	const parts = /^(?:(\S+)[ \t]+)?(\S+)$/.exec(text.trim());
	const url = parts?.[2];
	if (url === undefined || !isHttpUrl(url)) {
		return wrong(
			text,
			"is not a method and a URL",
			"Write GET http://127.0.0.1:8080/ with the service's address.",
		);
	}
	const written = parts?.[1] ?? "GET";
	const method = METHODS.find((one) => one === written.toUpperCase());
	if (method) return { value: { method, url } };
	return wrong(
		written,
		"is not a method",
		`Write ${nearest(written, METHODS) ?? METHODS.join(", ")}.`,
	);
}

/** An http(s) URL or `tcp://host:port`. */
export function readyAddress() {
	return scalar(
		"must be a URL, tcp://host:port or { log: text }.",
		(text): Reading<Ready> => {
			if (isHttpUrl(text)) return { value: { kind: "http", url: text } };
			const tcp = tcpAddress(text);
			if (tcp) return { value: { kind: "tcp", ...tcp } };
			const bare = /^([\w.-]*):(\d{1,5})(\/\S*)?$/.exec(text);
			if (!bare)
				return wrong(
					text,
					"is not a URL",
					"Write http://127.0.0.1:8080/healthz, tcp://127.0.0.1:8080 or { log: listening on }.",
				);
			const address = `${bare[1] || "127.0.0.1"}:${bare[2]}`;
			return wrong(
				text,
				"is not a URL",
				`Write http://${address}${bare[3] ?? "/"} or tcp://${address}.`,
			);
		},
	);
}

/** `auto`, or the URL of a net/http/pprof index. */
export function profileSource() {
	return scalar("must be auto or a URL.", (text): Reading<ProfileSource> => {
		if (text === "auto") return { value: { kind: "auto" } };
		if (text === "gops" || text === "sigquit") {
			return {
				code: NOT_SUPPORTED,
				message: `"${text}" is not supported yet. Write auto, or the URL of net/http/pprof.`,
			};
		}
		if (isHttpUrl(text)) return { value: { kind: "pprof", url: text } };
		return wrong(
			text,
			"is not a source of profiles",
			"Write auto, or a URL such as http://127.0.0.1:6060/debug/pprof/.",
		);
	});
}

function isHttpUrl(text: string): boolean {
	return /^https?:\/\/[^\s\p{Cc}\p{Cf}]+$/iu.test(text) && URL.canParse(text);
}

function tcpAddress(
	text: string,
): { readonly host: string; readonly port: number } | undefined {
	const parts = /^tcp:\/\/(?:\[([\da-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(
		text,
	);
	const port = Number(parts?.[3]);
	const host = parts?.[1] ?? parts?.[2];
	return host !== undefined && port >= 1 && port <= 65_535
		? { host, port }
		: undefined;
}
