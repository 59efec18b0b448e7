import { type Layout, readEach } from "./layout.ts";
import type { StringTable, ValueType } from "./profile.ts";
import { readString } from "./string-table.ts";
import { type Reader, skipField } from "./wire.ts";

export function readValueTypes(
	reader: Reader,
	spans: Layout["sampleTypes"],
	strings: StringTable,
): ValueType[] {
	const types: ValueType[] = [];
	let type = 0;
	let unit = 0;
	readEach(
		reader,
		spans,
		(field, wireType) => {
			if (field === 1) type = readString(reader, wireType, strings);
			else if (field === 2) unit = readString(reader, wireType, strings);
			else skipField(reader, wireType);
		},
		() => {
			types.push({ type: strings.at(type), unit: strings.at(unit) });
			type = unit = 0;
		},
	);
	return types;
}
