// Starts emulate's GitHub, prints its URL, and ends with its parent: when stdin closes.
// Arguments: the folder emulate is installed in.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const api = join(process.argv[2], "node_modules/emulate/dist/api.js");
const { createEmulator } = await import(pathToFileURL(api).href);
const user = (login) => ({ login, scopes: ["repo"] });
const emulator = await createEmulator({
	service: "github",
	port: 0,
	seed: {
		tokens: { "token-of-ci": user("ci"), "token-of-mallory": user("mallory") },
		github: {
			users: [{ login: "ci" }, { login: "mallory" }, { login: "acme" }],
			repos: [{ owner: "acme", name: "shop", auto_init: true }],
		},
	},
});
console.log(emulator.url);
process.stdin.resume();
process.stdin.on("end", () => emulator.close().then(() => process.exit(0)));
