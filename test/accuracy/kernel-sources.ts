import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the cases lie below GOROOT: those of the runtime's own test of its goroutineleak profile. */
const TESTDATA = "src/runtime/testdata/testgoroutineleakprofile";

const PACKAGES = [
	{ name: "goker", folder: join(TESTDATA, "goker"), files: /\.go$/ },
	{
		name: "patterns",
		folder: TESTDATA,
		// The rest are stress tests of the profiler.
		files: /^(?:simple|commonpatterns)\.go$/,
	},
];

/** Go's own main holds the register, and is not wanted. */
const REGISTER = (name: string) => `package ${name}

const yieldCount = 10

// Cases by name, as the files register them.
var Cases = map[string]func(){}

func register(name string, run func()) { Cases[name] = run }
`;

export interface KernelSource {
	readonly name: string;
	readonly text: string;
}

/** The source files with cases in them. Throws where this Go ships none (before 1.26). */
export function kernelSources(goroot: string): readonly KernelSource[] {
	return PACKAGES.flatMap((one) => filesOf(goroot, one));
}

/** Copies the cases as packages below `folder`, a scratch folder: they are Go's, and never part of this repository. */
export function writeKernels(goroot: string, folder: string): void {
	for (const one of PACKAGES) {
		const to = join(folder, one.name);
		mkdirSync(to, { recursive: true });
		writeFileSync(join(to, "register.go"), REGISTER(one.name));
		for (const { name, text } of filesOf(goroot, one))
			writeFileSync(join(to, name), asPackage(text, one.name));
	}
}

/**
 * A file of package main as one of a package of its own, whose cases take no
 * profile and wait for none, and run their bug once. Go's test runs many of
 * them up to 10,000 times a call, so that proof finds even the rare ones.
 */
export function asPackage(text: string, name: string): string {
	return text
		.replace(/^package main$/m, `package ${name}`)
		.replace('"runtime/pprof"', '"example.com/cases/kernels/pprof"')
		.replaceAll(/time\.Sleep\([^)]*\)(?=\n\t\tprof\.WriteTo)/g, "time.Sleep(0)")
		.replaceAll(
			/^(func [A-Z]\w*\(\) \{\n(?:(?!\}).*\n)*?\tfor i := 0; i )<=? \d+(?=; i\+\+ \{$)/gm,
			"$1< 1",
		);
}

function filesOf(
	goroot: string,
	{ folder, files }: (typeof PACKAGES)[number],
): readonly KernelSource[] {
	const from = join(goroot, folder);
	return readdirSync(from)
		.filter((name) => files.test(name) && name !== "main.go")
		.map((name) => ({ name, text: readFileSync(join(from, name), "utf8") }));
}
