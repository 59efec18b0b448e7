import { expect, test } from "@jest/globals";
import { secretsOf } from "../../../src/adapters/secrets/secrets-of.ts";

test.each([
	"GITHUB_TOKEN",
	"INPUT_GITHUB-TOKEN",
	"ACTIONS_RUNTIME_TOKEN",
	"DB_PASSWORD",
	"PGPASSWORD_MAIN_PASSWORD",
	"MYSQL_PASSWD",
	"DB_PASS",
	"DB_PWD",
	"STRIPE_SECRET",
	"SECRET_KEY_BASE",
	"OPENAI_API_KEY",
	"DEPLOY_PRIVATE_KEY",
	"AWS_SECRET_ACCESS_KEY",
	"AZURE_CREDENTIALS",
	"db_password",
	"dbPassword",
	// Attack 101.
	"PGPASSWORD",
	"DBPASSWORD",
	"SSHPASS",
	"ACCESSTOKEN",
	"SECRETKEY",
	"GH_PAT",
	"REDIS_AUTH",
	"JWT_KEY",
	"SESSION_KEY",
	"HMAC_KEY",
	"DEPLOY_KEY",
	"MASTER_KEY",
	"PASSWORD_HASH",
])("%s names a secret", (name) => {
	expect(secretsOf({ [name]: "hunter22" }, { env: {} })).toEqual(["hunter22"]);
	expect(secretsOf({}, { env: { [name]: "hunter22" } })).toEqual(["hunter22"]);
});

test.each([
	"PWD",
	"OLDPWD",
	"TOKENIZER",
	"PASSENGERS",
	"SSH_AUTH_SOCK",
	"AWS_WEB_IDENTITY_TOKEN_FILE",
	"TOKEN_TTL",
	// Attack 103.
	"TOKEN_TYPE",
	"SECRETS_MANAGER_REGION",
	"TOKEN_ISSUER",
	"JWT_SECRET_NAME",
	"SECRET_BACKEND",
	"PASSWORD_HASH_ALGO",
	"TOKEN_URL",
	"KEYBOARD",
	"PUBLIC_KEY",
	"PARTITION_KEY",
	"BYPASS",
	"COMPASS",
	"REDIS_PATH",
	"PATH",
])("%s names none", (name) => {
	expect(secretsOf({ [name]: "hunter22" }, { env: {} })).toEqual([]);
});

test.each([
	"Bearer",
	"postgres",
	"service",
	"argon2id",
	"localhost:8080",
	"http://localhost:8080/auth",
])("a password or token %j hides nothing", (value) => {
	expect(secretsOf({ DB_PASSWORD: value }, { env: {} })).toEqual([]);
	expect(secretsOf({}, { env: { API_TOKEN: value } })).toEqual([]);
});

test.each(["correcthorse", "123456", "v1.22.333", "postgres1"])(
	"a password or token %j is one none the less",
	(value) => {
		expect(secretsOf({ DB_PASSWORD: value }, { env: {} })).toEqual([value]);
	},
);

test("what service.env takes from the environment is secret, and no more of it", () => {
	const environment = { DSN: "q8#x-main", OTHER: "q8#x-other" };
	const env = { DATABASE: "a:q8#x-main@q8#x-other" };
	expect(secretsOf(environment, { env, taken: ["DSN", "GONE"] })).toEqual([
		"q8#x-main",
	]);
	expect(secretsOf(environment, { env })).toEqual([]);
});

test.each([
	["HOME", "/home/runner"],
	["GOPATH", "/home/runner/go"],
	["GITHUB_SHA", "0123456789abcdef"],
	["LEVEL", "warning"],
	["VERSION", "v1.22.333"],
	["ADDRESS", "127.0.0.1:8080"],
	["URL", "http://localhost:8080/api"],
	["LIMIT", "1000000"],
	["WAIT", "100000ms"],
])("but %s=%s hides nothing", (name, value) => {
	expect(secretsOf({ [name]: value }, { env: {}, taken: [name] })).toEqual([]);
});

test("the password of a URL is secret without the URL, too", () => {
	const url = "postgres://shop:p%40ssword@db/x";
	expect(secretsOf({ ORDERS: url }, { env: {} })).toEqual([
		"p%40ssword",
		"p@ssword",
	]);
	expect(
		secretsOf({ DATABASE_URL: url }, { env: {}, taken: ["DATABASE_URL"] }),
	).toEqual([url, "p%40ssword", "p@ssword"]);
});
