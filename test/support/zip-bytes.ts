import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
	readonly name: string;
	readonly data: string | Uint8Array;
	/** What the entry says of its size; the truth unless told. */
	readonly claims?: number;
	/** Unix file mode; a regular file unless told. */
	readonly mode?: number;
	/** Says that it needs a password. */
	readonly encrypted?: boolean;
}

/** A zip archive (APPNOTE 6.3.10, without extensions), honest or not. */
export function zipBytes(entries: readonly ZipEntry[]): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const { name, data, claims, mode = 0o100644, encrypted = false } = entry;
		const raw = Buffer.from(data);
		const packed = deflateRawSync(raw);
		const fileName = Buffer.from(name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(encrypted ? 0x801 : 0x800, 2);
		common.writeUInt16LE(8, 4);
		common.writeUInt32LE(crc32(raw), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(claims ?? raw.length, 18);
		common.writeUInt16LE(fileName.length, 22);
		const local = Buffer.concat([
			Buffer.from("PK\u0003\u0004"),
			common,
			fileName,
			packed,
		]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE((mode << 16) >>> 0, 6);
		rest.writeUInt32LE(offset, 10);
		const madeByUnix = Buffer.from([20, 3]);
		directory.push(
			Buffer.concat([
				Buffer.from("PK\u0001\u0002"),
				madeByUnix,
				common,
				rest,
				fileName,
			]),
		);
		locals.push(local);
		offset += local.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write("PK\u0005\u0006");
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, list, end]);
}
