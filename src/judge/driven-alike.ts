import type { Evidence } from "../model/evidence.ts";

/** Whether two runs did the same to the same service: else what one of them lacks may only not have been asked for. */
export function drivenAlike(one: Evidence, other: Evidence): boolean {
	return driven(one) === driven(other);
}

/** Values of the environment are not kept. Folders are those of a checkout. */
function driven({ plan: { load, service, setup } }: Evidence): string {
	return JSON.stringify([
		load,
		service.build,
		service.run,
		setup,
		Object.keys(service.env).toSorted(),
	]);
}
