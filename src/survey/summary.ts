import { placed, said } from "./budget-text.ts";
import type { ConfigurationSetter } from "./configuration.ts";
import type { Proposal } from "./proposal.ts";
import { named } from "./quoting.ts";

/** What was found, as lines of plain text: what each value is, and where it comes from. */
export function summaryOf(proposal: Proposal): string {
	const { service, others, port, setter, load, compose } = proposal;
	const { profiles, main, configuration } = service;
	const rows = [
		["service", `./${main.folder}`, placed(main.place)],
		["port", `${port}, ${setBy(setter)}`, said(proposal.portFrom)],
		...(configuration
			? [
					[
						"config",
						`${configuration.file}, ${setBy(configuration.setter)}`,
						placed(configuration.place),
					],
				]
			: []),
		["ready", proposal.ready, said(proposal.readyFrom)],
		["load", load.value, said(load.from)],
		...(profiles
			? [
					[
						"pprof",
						profiles.port ? `port ${profiles.port}` : "imported",
						placed(profiles.place),
					],
				]
			: []),
		...(compose ? [["needs", compose.needs.join(", "), compose.file]] : []),
	].map((row) =>
		row.map((cell) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(cell) ? named(cell) : cell)),
	);
	const widths = [0, 1].map((at) =>
		Math.max(...rows.map((row) => row[at]?.length ?? 0)),
	);
	const lines = rows.map((row) =>
		`  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd(),
	);
	const remarks = [
		...(others.length > 0
			? [
					`Other main packages (--service names one, or several): ${others.map(({ main: one }) => named(`./${one.folder}`)).join(", ")}.`,
				]
			: []),
		...(load.isReadyCheck
			? [
					"The load asks only whether the service is there: give it a request that does its work (--load).",
				]
			: []),
	];
	return `${[...lines, ...remarks].join("\n")}\n`;
}

function setBy(setter: Proposal["setter"] | ConfigurationSetter): string {
	switch (setter.kind) {
		case "flag":
			return `set by ${setter.name}`;
		case "env":
			return `set by $${setter.name}`;
		case "fixed":
			return "as the service has it";
		default:
			return setter satisfies never;
	}
}
