import { extendedStrings } from "./extended-strings.ts";
import type { Profile } from "./profile.ts";

/**
 * The profile with function names as pprof's symbolizer leaves them: it takes
 * names with `<`, `[` or `::` for C++ and cuts arguments and template arguments
 * out, `main.f[...]` staying what it is. Names that are mangled in truth (`_Z…`,
 * of C++ or Rust) stay mangled, unlike in pprof: Go has none. Source:
 * google/pprof, internal/symbolizer, demangleSingleFunction.
 */
export function demangled(profile: Profile): Profile {
	const { functions, strings } = profile;
	const extended = extendedStrings(strings);
	const name = functions.name.slice();
	let changed = false;
	for (let row = 0; row < functions.count; row++) {
		const own = strings.at(functions.name[row] ?? 0);
		const system = strings.at(functions.systemName[row] ?? 0);
		if (own !== "" && own !== system) continue; // it has been done
		const plain = demangledName(system);
		if (plain === own) continue;
		name[row] = extended.row(plain);
		changed = true;
	}
	if (!changed) return profile;
	return {
		...profile,
		strings: extended.table,
		functions: { ...functions, name },
	};
}

export function demangledName(systemName: string): string {
	if (!looksLikeCPlusPlus(systemName)) return systemName;
	return withoutMatching(withoutMatching(systemName, "(", ")"), "<", ">");
}

/** Names of Java (`.<init>`) and of Go's generic methods (`]).`) are told from those of C++. */
function looksLikeCPlusPlus(name: string): boolean {
	return (
		/[<>[\]]|::/.test(name) && !name.includes(".<") && !name.includes("]).")
	);
}

/** Cuts out what stands in outermost pairs; all from the first close without an open stays as it is. */
function withoutMatching(name: string, open: string, close: string): string {
	let out = "";
	let from = 0;
	let depth = 0;
	let first = 0;
	for (let at = 0; at < name.length; at++) {
		if (name[at] === open && depth++ === 0) first = at;
		else if (name[at] === close && --depth <= 0) {
			if (depth < 0) break;
			out += name.slice(from, first);
			from = at + 1;
		}
	}
	return out + name.slice(from);
}
