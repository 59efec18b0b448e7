import { basename } from "node:path";
import { typed } from "./typed.ts";

/** How the user started this program, to be typed again: `leak-budget` where it is on PATH. */
export function ourselves(
	script = process.argv[1] ?? "",
	npmCommand = process.env.npm_command,
): string {
	if (npmCommand === "exec") return "npx go-leak-budget";
	const name = basename(script);
	return name.endsWith(".js") ? `node ${typed(script)}` : "leak-budget";
}
