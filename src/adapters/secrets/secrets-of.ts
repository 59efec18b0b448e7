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
		([name, value = ""]) => isSecretName(name) && !isKnown(value),
	);
	const given = taken
		.map((name) => [name, environment[name] ?? ""] as const)
		.filter(([name, value]) => !isOrdinary(name, value));
	return [
		...[...named, ...given].map(([, value]) => value ?? ""),
		...Object.values(environment).flatMap(passwordIn),
	];
}

/** Whole words between `_` and `-`, so that TOKENIZER_MODEL is none; at the end also as the end of a word: PGPASSWORD. */
const SECRET_NAME = new RegExp(
	[
		"(?:^|[_-])(?:(?:AUTH)?TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|PASS|APIKEY|CREDENTIALS?|(?:API|PRIVATE|ACCESS|ENCRYPTION|SIGNING|AUTH)[_-]KEY)(?:[_-]|$)",
		"(?:PASSWORD|PASSWD|TOKEN|SECRET|(?<!BY|COM)PASS)$",
		"(?:API|ACCESS|SECRET|PRIVATE)KEY$",
		"[_-](?:PWD|PAT|AUTH)$",
		"(?:^|[_-])(?:JWT|SESSION|HMAC|DEPLOY|MASTER|COOKIE|LICENSE|SSH|GPG|TLS|SSL|COSIGN|STRIPE)[_-]KEY$",
	].join("|"),
	"i",
);

/** Where a secret is, what kind it is, or how long it holds, is none. A hash is: it can be guessed at. */
const ABOUT_A_SECRET =
	/[_-](?:FILE|PATH|DIR|SOCK|STORE|BACKEND|PROVIDER|MANAGER|REGION|URL|URI|ENDPOINT|HOST|PORT|ISSUER|AUDIENCE|SCOPES?|TYPE|MODE|FORMAT|NAME|HEADER|PREFIX|ALGO|ALGORITHM|ENABLED|REQUIRED|VERSION|TTL|EXPIRY|TIMEOUT|SECONDS|LENGTH|SIZE|COUNT)$/i;

function isSecretName(name: string): boolean {
	return SECRET_NAME.test(name) && !ABOUT_A_SECRET.test(name);
}

/** Variables of every shell and runner. */
const ORDINARY_NAME =
	/^(?:CI|HOME|PATH|USER|LOGNAME|SHELL|(?:OLD)?PWD|TMPDIR|HOSTNAME|LANG|LC_\w+|TZ|TERM|GO[A-Z0-9]+|CGO_\w+|GITHUB_\w+|RUNNER_\w+)$/;

/** A number or version, a word such as a log level. */
const ORDINARY_VALUE = /^(?:v?[\d.,:]+\w{0,2}|[A-Za-z]{1,12})$/;

const THIS_MACHINE =
	/^(?:https?:\/\/|tcp:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/[\w.-]*)*$/;

/** What everybody tries first, or is no password but a kind of one: to hide it would only make a log unreadable. */
const KNOWN_WORD =
	/^(?:bearer|basic|password|passwd|secret|changeme|example|testing|default|service|localhost|postgres|postgresql|mysql|mariadb|mongodb|redis|rabbitmq|minioadmin|admin|argon2(?:id|i|d)?|bcrypt|scrypt|pbkdf2|sha-?(?:1|256|512)|required|optional|disabled|enabled)$/i;

function isOrdinary(name: string, value: string): boolean {
	return (
		ORDINARY_NAME.test(name) || ORDINARY_VALUE.test(value) || isKnown(value)
	);
}

/** Whatever its name: nobody's secret. */
function isKnown(value: string): boolean {
	return THIS_MACHINE.test(value) || KNOWN_WORD.test(value);
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
