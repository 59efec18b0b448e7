import type { Evidence } from "../model/evidence.ts";

/** Whether two runs did the same to the same service: else what one of them lacks may only not have been asked for. */
export function drivenAlike(one: Evidence, other: Evidence): boolean {
	return (
		loadOf(one) === loadOf(other) && wayOfStarting(one) === wayOfStarting(other)
	);
}

/** What drives the service, as text to compare. */
export function loadOf({ plan }: Evidence): string {
	return JSON.stringify(plan.load);
}

/** How the service is built and started, as text to compare. Values of the environment are not kept; folders are those of a checkout. */
export function wayOfStarting({ plan: { service, setup } }: Evidence): string {
	return JSON.stringify([
		service.build,
		service.run,
		setup,
		Object.keys(service.env).toSorted(),
	]);
}
