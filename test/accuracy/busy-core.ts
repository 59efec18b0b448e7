import { spawn } from "node:child_process";

/** Until its input ends, as it does when whoever started it is gone: then nobody is left to keep it busy for. */
const PROGRAM = `
process.stdin.on("end", () => process.exit()).resume();
const spin = () => {
	const until = performance.now() + 50;
	while (performance.now() < until);
	setImmediate(spin);
};
spin();
`;

/** Keeps one core busy by another process, until the function that it returns is called or this process ends. */
export function busyCore(): () => void {
	const child = spawn(process.execPath, ["-e", PROGRAM], {
		stdio: ["pipe", "ignore", "inherit"],
	});
	return () => {
		child.stdin.end();
	};
}
