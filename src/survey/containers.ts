import { environmentOutside } from "./compose-environment.ts";
import { foreignYaml, list, mapping, names } from "./foreign-yaml.ts";
import { fileName, isCompose, type Repository } from "./repository.ts";

/** A compose file, as far as it concerns a service of this repository. */
export interface Compose {
	readonly file: string;
	/** Ports inside the containers that are built here. */
	readonly ports: readonly number[];
	/** What those containers wait for: databases, queues. */
	readonly needs: readonly string[];
	/** Whether all that is needed can be reached from outside the containers. */
	readonly isPublished: boolean;
	/** Variables of the service that is built here, for one that runs outside; none where several are. */
	readonly environment: ReadonlyMap<string, string>;
}

export function composeFiles({ files }: Repository): readonly Compose[] {
	return [...files]
		.filter(([path]) => isCompose(fileName(path)))
		.flatMap(([file, text]) => {
			const services = Object.entries(
				mapping(mapping(foreignYaml(text)).services),
			);
			const built = services.filter(([, one]) => "build" in mapping(one));
			const needs = [
				...new Set(built.flatMap(([, one]) => names(mapping(one).depends_on))),
			].filter((name) => !built.some(([own]) => own === name));
			if (built.length === 0) return [];
			return [
				{
					file,
					ports: built.flatMap(([, one]) => containerPorts(mapping(one).ports)),
					needs,
					isPublished: needs.every((name) =>
						services.some(
							([own, one]) =>
								own === name && list(mapping(one).ports).length > 0,
						),
					),
					environment: environmentOutside(
						built.length === 1 ? mapping(built[0]?.[1]).environment : undefined,
						services
							.filter(([name]) => needs.includes(name))
							.map(([name, one]) => ({
								name,
								ports: hostPorts(mapping(one).ports),
							})),
					),
				},
			];
		});
}

/** `8080:80`, `127.0.0.1:8080:80/tcp`, `80`, `{ target: 80 }`. */
function containerPorts(ports: unknown): readonly number[] {
	return list(ports).flatMap((one) => {
		const target = mapping(one).target ?? one;
		const port = /(?:^|:)(\d{1,5})(?:\/tcp)?$/.exec(String(target))?.[1];
		return port === undefined ? [] : [Number(port)];
	});
}

/** Container port → host port, where both are said. */
function hostPorts(ports: unknown): ReadonlyMap<number, number> {
	return new Map(
		list(ports).flatMap((one) => {
			const { target, published } = mapping(one);
			const text = target ? `${published}:${target}` : String(one);
			const pair = /(?:^|:)(\d{1,5}):(\d{1,5})(?:\/tcp)?$/.exec(text);
			return pair ? [[Number(pair[2]), Number(pair[1])] as const] : [];
		}),
	);
}
