import type { Scenario } from "../../model/plan.ts";
import { driveCommand } from "./command.ts";
import type { Driven, LoadContext, LoadDriver, ScenarioOf } from "./driver.ts";
import { driveHttp } from "./http.ts";

const drivers: { readonly [Kind in Scenario["kind"]]: LoadDriver<Kind> } = {
	command: driveCommand,
	http: driveHttp,
};

export function drive<Kind extends Scenario["kind"]>(
	scenario: ScenarioOf<Kind> & { readonly kind: Kind },
	context: LoadContext,
): Promise<Driven> {
	return drivers[scenario.kind](scenario, context);
}
