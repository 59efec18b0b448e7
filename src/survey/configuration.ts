import type { Image } from "./dockerfile.ts";
import { flagNamed } from "./flags.ts";
import { type GoFile, placeOf } from "./go-file.ts";
import type { MainPackage } from "./mains.ts";
import { seenFrom } from "./paths.ts";
import {
	fileName,
	folderOf,
	type Place,
	type Repository,
} from "./repository.ts";

/** A file that a service reads when it starts, and how it is told where that is. */
export interface Configuration {
	readonly setter: ConfigurationSetter;
	/** From the root. */
	readonly file: string;
	/** What says that it takes that file. */
	readonly place: Place;
}

/** A flag's name has its dashes. */
export type ConfigurationSetter =
	| { readonly kind: "flag"; readonly name: string }
	| { readonly kind: "env"; readonly name: string };

/** Undefined where nothing says that it needs one, or the file lies where it looks for it. */
export function configurationOf(
	main: MainPackage,
	image: Image | undefined,
	repository: Repository,
): Configuration | undefined {
	return (
		(image &&
			(ofCommand(image, repository) ?? ofCopy(main, image, repository))) ??
		ofExample(main, repository)
	);
}

/** `CMD ["--config.file=/etc/shop.yml"]`, where that was copied from the repository. */
function ofCommand(
	image: Image,
	repository: Repository,
): Configuration | undefined {
	const { command, place } = image;
	for (const { file, to } of copiedHere(image, repository))
		for (const [at, word] of command.entries()) {
			const name = word.endsWith(`=${to}`)
				? word.slice(0, -to.length - 1)
				: word === to
					? command[at - 1]
					: undefined;
			if (name !== undefined && /^--?\w[\w.-]*$/.test(name))
				return { setter: { kind: "flag", name }, file, place };
		}
	return undefined;
}

/** `COPY shop.yml /etc/shop/`, and a variable that says where it is. */
function ofCopy(
	{ module, files }: MainPackage,
	image: Image,
	repository: Repository,
): Configuration | undefined {
	for (const { file, to } of copiedHere(image, repository)) {
		if (seenFrom(image.workdir, to) === seenFrom(module, file)) continue;
		const name =
			[...image.env].find(([, value]) => value === to)?.[0] ??
			[...image.env.keys()].find((key) => NAMES_CONFIGURATION.test(key)) ??
			variableIn(files);
		if (name)
			return { setter: { kind: "env", name }, file, place: image.place };
	}
	return undefined;
}

const NAMES_CONFIGURATION = /(^|_)CONFIG(_FILE|_PATH)?$/;

function variableIn(files: readonly GoFile[]): string | undefined {
	for (const { code } of files) {
		const name =
			/"([A-Z][A-Z0-9]*_CONFIG(?:_FILE|_PATH)?|CONFIG_(?:FILE|PATH))"/.exec(
				code,
			)?.[1];
		if (name) return name;
	}
	return undefined;
}

/** A file of this repository that a service may be configured by, and its path in the image. */
function copiedHere(image: Image, { configurations = new Set() }: Repository) {
	const context = folderOf(image.place.file);
	return image.copies.flatMap(({ from, to }) => {
		const file = [from, `${context}/${from}`].find((path) =>
			configurations.has(path),
		);
		return file === undefined ? [] : [{ file, to }];
	});
}

/** The code names `hooks.json`, and there is only `hooks.json.example`: a flag of that name takes it, or one for a configuration. */
function ofExample(
	{ files, module }: MainPackage,
	{ configurations = new Set() }: Repository,
): Configuration | undefined {
	for (const file of files)
		for (const match of file.code.matchAll(NAMED_FILE)) {
			const path = [module, match[1]].filter(Boolean).join("/");
			if (configurations.has(path)) continue;
			const example = examplesOf(path).find((one) => configurations.has(one));
			const setter = example && setterFor(path, files);
			if (setter)
				return { setter, file: example, place: placeOf(file, match.index) };
		}
	return undefined;
}

const NAMED_FILE =
	/"((?:\.\/)?[\w./-]+\.(?:ya?ml|toml|json|ini|conf|cfg|hcl))"/g;

function setterFor(
	path: string,
	files: readonly GoFile[],
): ConfigurationSetter | undefined {
	const stem = fileName(path).replace(/\.\w+$/, "");
	const flag = flagNamed(
		files,
		(name) => name === stem || /^conf(ig)?([._-]?(file|path))?$/.test(name),
	);
	if (flag) return { kind: "flag", name: flag };
	const name = variableIn(files);
	return name ? { kind: "env", name } : undefined;
}

function examplesOf(path: string): readonly string[] {
	const folder = path.slice(0, -fileName(path).length);
	const [, stem = "", end = ""] = /^(.*)(\.\w+)$/.exec(fileName(path)) ?? [];
	return ["example", "sample", "dist"].flatMap((word) => [
		`${path}.${word}`,
		`${folder}${stem}.${word}${end}`,
		`${folder}${stem}-${word}${end}`,
		`${folder}${word}.${stem}${end}`,
	]);
}
