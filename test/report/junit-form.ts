import { type XmlElement, xmlTree } from "../support/xml-tree.ts";

/**
 * In what a document is not of the form that Jenkins' xUnit plugin takes (its
 * schema junit-10.xsd, read here as a table of what we write of it); empty where
 * it is. Counts are compared with the cases, which no schema does.
 */
export function junitBreaches(document: string): readonly string[] {
	const root = xmlTree(document);
	return [
		...(root.name === "testsuites" ? [] : ["no testsuites"]),
		...breaches(root),
		...[root, ...root.children].flatMap(miscounted),
	];
}

/** `!` stands behind what must be there. */
const FORM: Readonly<
	Record<string, { attributes: string; children: string; text?: true }>
> = {
	testsuites: {
		attributes: "name time tests failures errors",
		children: "testsuite",
	},
	testsuite: {
		attributes: "name! tests! failures! errors! skipped time timestamp id",
		children: "properties testcase system-out system-err",
	},
	properties: { attributes: "", children: "property" },
	property: { attributes: "name! value!", children: "" },
	testcase: {
		attributes: "name! time classname group",
		children: "skipped error failure system-out system-err",
	},
	failure: { attributes: "type message", children: "", text: true },
	error: { attributes: "type message", children: "", text: true },
	skipped: { attributes: "type message", children: "", text: true },
};

function breaches(element: XmlElement): readonly string[] {
	const { name, attributes, children, text } = element;
	const form = FORM[name];
	if (!form) return [`<${name}>`];
	const words = form.attributes.split(" ");
	const known = words.map((word) => word.replace("!", ""));
	return [
		...Object.keys(attributes)
			.filter((key) => !known.includes(key))
			.map((key) => `${name} ${key}=`),
		...words
			.filter(
				(word) => word.endsWith("!") && !(word.slice(0, -1) in attributes),
			)
			.map((word) => `${name} without ${word}`),
		...children
			.filter((child) => !form.children.split(" ").includes(child.name))
			.map((child) => `${child.name} in ${name}`),
		...(form.text || text.trim() === "" ? [] : [`text in ${name}`]),
		...(/^\d*(?:\.\d*)?$/u.test(attributes.time ?? "")
			? []
			: [`${name} time=`]),
		...children.flatMap(breaches),
	];
}

function miscounted({ name, attributes, children }: XmlElement) {
	const cases = [
		...children,
		...children.flatMap((one) => one.children),
	].filter((one) => one.name === "testcase");
	const results = cases.flatMap((one) => one.children);
	const of = (kind: string) =>
		results.filter((result) => result.name === kind).length;
	const counts = {
		tests: cases.length,
		failures: of("failure"),
		errors: of("error"),
		...("skipped" in attributes && { skipped: of("skipped") }),
	};
	return Object.entries(counts)
		.filter(([key, count]) => attributes[key] !== String(count))
		.map(([key, count]) => `${name} ${key} is not ${count}`);
}
