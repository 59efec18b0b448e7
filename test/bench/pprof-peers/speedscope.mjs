// speedscope 1.25.0: imports one profile (it has no difference of two). Its
// package is one bundle for the browser; the importer of pprof files is handed
// out from the middle of it, before the user interface begins.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { gunzipSync } from "node:zlib";

const [folder, , file] = process.argv.slice(2);
const release = join(folder, "speedscope/dist/release");
const bundle = readdirSync(release).find((name) =>
	/^speedscope-.*\.js$/.test(name),
);
const text = readFileSync(join(release, bundle), "utf8");
const importer =
	/function (\w+)\(\w\)\{if\(\w\.byteLength===0\)return null;let \w;try\{\w=\w+\.perftools/.exec(
		text,
	);
const opener = /\}var [\w$,]+?,(\w+)=\w+\(\(\)=>\{"use strict"/.exec(
	text.slice(importer.index),
);
const at =
	text.indexOf("});function", importer.index + opener.index + 1) + "});".length;
const hook = `globalThis.importPprof=(bytes)=>{${opener[1]}();return ${importer[1]}(bytes)};`;
try {
	runInThisContext(text.slice(0, at) + hook + text.slice(at));
} catch {
	// What follows needs a page.
}
const profile = globalThis.importPprof(gunzipSync(readFileSync(file)));
const rows = [];
profile.forEachFrame((frame) =>
	rows.push([frame.name, frame.getSelfWeight(), frame.getTotalWeight()]),
);
rows.sort((a, b) => b[1] - a[1]);
for (const row of rows.slice(0, 200)) console.log(row.join(" "));
