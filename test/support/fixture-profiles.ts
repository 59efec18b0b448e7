import { readdirSync, readFileSync } from "node:fs";
import type { Modules } from "../../src/model/profile.ts";

const folder = new URL("../../fixtures/profiles/", import.meta.url);

export function fixtureBytes(path: string): Uint8Array {
	return readFileSync(new URL(path, folder));
}

export function fixtureText(path: string): string {
	return readFileSync(new URL(path, folder), "utf8");
}

/** Every recorded profile.proto, as a path below fixtures/profiles. */
export function fixtureProfiles(): readonly string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((path) => path.endsWith(".pb.gz"))
		.sort();
}

/** What debug.ReadBuildInfo says of the program in fixtures/profiles. */
export const SHOP: Modules = {
	firstParty: ["example.com/shop"],
	libraries: ["golang.org/x/sync", "gopkg.in/yaml.v3"],
};
