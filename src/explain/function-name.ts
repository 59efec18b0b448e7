/**
 * Go's full function name as people say it: the package's last path element,
 * the receiver, the method. `example.com/shop/internal/orders.(*Client).Get.func1`
 * becomes `orders.(*Client).Get.func1`; type arguments become `[...]`.
 */
export function shortFunction(name: string): string {
	const flat = withoutTypeArguments(name);
	const signature = flat.search(/[([]/u);
	const path = signature === -1 ? flat : flat.slice(0, signature);
	const last = path.lastIndexOf("/");
	const start = MAJOR_VERSION.test(flat.slice(last + 1))
		? path.lastIndexOf("/", last - 1)
		: last;
	return flat.slice(start + 1) || name;
}

/** `…/redis/v9.(*Client).Get`: the version alone would name nothing. */
const MAJOR_VERSION = /^v\d+\./u;

/** Brackets nest, and what is in them may hold slashes of its own. */
function withoutTypeArguments(name: string): string {
	let depth = 0;
	let flat = "";
	for (const character of name) {
		if (character === "[" && depth++ === 0) flat += "[...";
		if (depth === 0) flat += character;
		if (character === "]" && depth > 0 && --depth === 0) flat += "]";
	}
	return flat;
}
