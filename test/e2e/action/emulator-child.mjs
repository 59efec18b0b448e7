// Starts emulate's GitHub and prints its URL. Arguments: the folder emulate is
// installed in, and its seed as JSON.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, seed] = process.argv;
const api = join(folder, "node_modules/emulate/dist/api.js");
const { createEmulator } = await import(pathToFileURL(api).href);
const { url } = await createEmulator({
	service: "github",
	port: 0,
	seed: JSON.parse(seed),
});
console.log(`listening on ${url}`);
