import {
	closeSync,
	fchmodSync,
	fsyncSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { Stop } from "../model/problem.ts";
import { systemReason } from "./system-reason.ts";

/**
 * Puts `after` in the place of `before`, all of it or nothing: written beside
 * the file and renamed. Its mode stays, and a symbolic link stays one. A Stop
 * where the file no longer holds `before` to the byte, or cannot be written.
 */
export function replaceText(
	file: string,
	{ before, after }: { readonly before: string; readonly after: string },
): void {
	let ours: string | undefined;
	try {
		const path = realpathSync(file);
		if (!readFileSync(path).equals(Buffer.from(before))) throw changed(file);
		const beside = `${path}.${process.pid}.tmp`;
		const handle = openSync(beside, "wx");
		ours = beside;
		writeFileSync(handle, after);
		fchmodSync(handle, statSync(path).mode);
		fsyncSync(handle);
		closeSync(handle);
		renameSync(beside, path);
	} catch (error) {
		if (error instanceof Stop) throw error;
		if (ours !== undefined) rmSync(ours, { force: true });
		throw new Stop({
			code: "config-not-written",
			message: `The budget file cannot be written: ${systemReason(error)}.`,
			where: file,
			remedy: "It is as it was. Make the file and its folder writable.",
		});
	}
}

function changed(file: string): Stop {
	return new Stop({
		code: "config-changed",
		message:
			"The budget file is not what was read: it was changed meanwhile, or is not UTF-8.",
		where: file,
		remedy: "It is as it was. Run tune again.",
	});
}
