import { gzip } from "pako";

/** Gzip of a profile, as fast as it goes: Go's writers use the same level. */
export function deflate(bytes: Uint8Array): Uint8Array {
	return gzip(bytes, { level: 1 });
}
