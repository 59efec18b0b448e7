import type { ServicePlan } from "../../model/plan.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Values that must not be shown: of variables whose names say so, in our
 * environment (the Action's token is one of them) and the service's, and of
 * those that service.env takes from ours, unless they plainly hide nothing;
 * and passwords in URLs. Some may be empty, or too short to be any.
 */
export function secretsOf(
	environment: Environment,
	{ env, taken = [] }: Pick<ServicePlan, "env" | "taken">,
): readonly string[] {
	const named = [...Object.entries(environment), ...Object.entries(env)].filter(
		([name]) => isSecretName(name),
	);
	const given = taken
		.map((name) => [name, environment[name] ?? ""] as const)
		.filter(([name, value]) => !isOrdinary(name, value));
	return [
		...[...named, ...given].map(([, value]) => value ?? ""),
		...Object.values(environment).flatMap(passwordIn),
	];
}

/** Whole words between `_` and `-`, so that TOKENIZER_MODEL is none. */
const SECRET_NAME =
	/(?:^|[_-])(?:(?:AUTH)?TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|PASS|APIKEY|CREDENTIALS?|(?:API|PRIVATE|ACCESS|ENCRYPTION|SIGNING|AUTH)[_-]KEY)(?:[_-]|$)|[_-]PWD$/i;

/** Where a secret is, or how long it holds, is none. */
const ABOUT_A_SECRET =
	/[_-](?:FILE|PATH|DIR|SOCK|ENABLED|TTL|TIMEOUT|SECONDS|LENGTH|SIZE)$/i;

function isSecretName(name: string): boolean {
	return SECRET_NAME.test(name) && !ABOUT_A_SECRET.test(name);
}

/** Variables of every shell and runner. */
const ORDINARY_NAME =
	/^(?:CI|HOME|PATH|USER|LOGNAME|SHELL|(?:OLD)?PWD|TMPDIR|HOSTNAME|LANG|LC_\w+|TZ|TERM|GO[A-Z0-9]+|CGO_\w+|GITHUB_\w+|RUNNER_\w+)$/;

/** A number or version, a word such as a log level, an address on this machine. */
const ORDINARY_VALUE =
	/^(?:v?[\d.,:]+\w{0,2}|[A-Za-z]{1,12}|(?:https?:\/\/|tcp:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/[\w.-]*)*)$/;

function isOrdinary(name: string, value: string): boolean {
	return ORDINARY_NAME.test(name) || ORDINARY_VALUE.test(value);
}

/** A service logs its database's password without the rest of the URL as well, and inherits the URL under any name. */
function passwordIn(value = ""): readonly string[] {
	const password = URL.canParse(value) ? new URL(value).password : "";
	return password === "" ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
