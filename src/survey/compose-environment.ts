/** A container as far as others call it: its name, and container port → port on the host. */
export interface Called {
	readonly name: string;
	readonly ports: ReadonlyMap<number, number>;
}

/**
 * The variables that a compose file gives a service, as they have to read where
 * the service runs beside the containers: `db:5432` is `127.0.0.1:15432` there.
 * None where none of them names a container; what compose itself would fill in
 * is left out.
 */
export function environmentOutside(
	environment: unknown,
	needs: readonly Called[],
): ReadonlyMap<string, string> {
	const inside = entriesOf(environment);
	const outside = inside.map(([name, value]) => [
		name,
		needs.reduce(seenFromHost, value),
	]) satisfies [string, string][];
	const namesOne = outside.some(([, value], at) => value !== inside[at]?.[1]);
	return new Map(namesOne ? outside : []);
}

function seenFromHost(value: string, { name, ports }: Called): string {
	if (value === name) return "127.0.0.1";
	const called = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
	return value
		.replaceAll(
			new RegExp(`(?<![\\w.-])${called}:(\\d{1,5})(?!\\d)`, "g"),
			(_, port: string) =>
				`127.0.0.1:${ports.get(Number(port)) ?? Number(port)}`,
		)
		.replaceAll(new RegExp(`(?<=@|//)${called}(?=[/?]|$)`, "g"), "127.0.0.1");
}

/** A mapping, or a list of `NAME=value`. */
function entriesOf(
	environment: unknown,
): readonly (readonly [string, string])[] {
	const all: readonly (readonly [string, unknown])[] = Array.isArray(
		environment,
	)
		? environment.map((one) => {
				const [name = "", ...value] = String(one).split("=");
				return [name, value.length > 0 ? value.join("=") : undefined];
			})
		: typeof environment === "object" && environment !== null
			? Object.entries(environment)
			: [];
	return all.flatMap(([name, value]) => {
		const text = typeof value === "number" ? String(value) : value;
		const isPlain =
			/^[A-Za-z_]\w*$/.test(name) &&
			typeof text === "string" &&
			!text.includes("$");
		return isPlain ? [[name, text] as const] : [];
	});
}
