/** Whether an import path, or a folder beneath GOROOT's `src`, begins as those of the standard library do (Go 1.27). */
export function isNamedStandard(path: string): boolean {
	return STANDARD.has(path.split("/", 1)[0] ?? "");
}

const STANDARD = new Set(
	`archive arena bufio builtin bytes cmp compress container context crypto database debug embed
	encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net
	os path plugin reflect regexp runtime simd slices sort strconv strings structs sync syscall
	testing text time unicode unique unsafe uuid weak`.split(/\s+/),
);
