import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { scratchFolder } from "../../support/scratch.ts";
import {
	type ArtifactService,
	runtimeToken,
	startArtifactService,
} from "./artifact-service.ts";
import { artifactStore } from "./artifact-store.ts";

// The stub is held to the library that the action uploads with.
const scratch = scratchFolder();
const store = artifactStore();
const client = new DefaultArtifactClient();
let service: ArtifactService;
const environment = { ...process.env };

beforeAll(async () => {
	// Its workflow commands are not for whoever runs this test.
	jest.spyOn(process.stdout, "write").mockReturnValue(true);
	service = await startArtifactService(store);
	process.env.ACTIONS_RESULTS_URL = service.url;
	process.env.GITHUB_SERVER_URL = "https://github.com";
	process.env.GITHUB_WORKSPACE = scratch;
});

afterAll(async () => {
	jest.restoreAllMocks();
	process.env = environment;
	await service?.close();
});

test("what the library uploads is stored, listed and fetched again", async () => {
	const { file, root } = folder("one", "a".repeat(100_000));
	process.env.ACTIONS_RUNTIME_TOKEN = runtimeToken(41);
	const { id, size, digest } = await client.uploadArtifact(
		"leaks",
		[file],
		root,
	);
	expect(store.byId(id ?? 0)).toMatchObject({
		runId: 41,
		name: "leaks",
		digest: `sha256:${digest}`,
		zip: expect.objectContaining({ length: size }),
	});
	const { artifacts } = await client.listArtifacts();
	expect(artifacts).toEqual([
		expect.objectContaining({ id, name: "leaks", size }),
	]);
	const path = join(scratch, "fetched");
	await client.downloadArtifact(id ?? 0, {
		path,
		expectedHash: `sha256:${digest}`,
	});
	expect(readFileSync(join(path, "evidence.txt"))).toEqual(readFileSync(file));
});

test("a name is given once a run", async () => {
	const { file, root } = folder("two", "b");
	process.env.ACTIONS_RUNTIME_TOKEN = runtimeToken(42);
	await client.uploadArtifact("leaks", [file], root);
	await expect(client.uploadArtifact("leaks", [file], root)).rejects.toThrow(
		"already exists",
	);
	process.env.ACTIONS_RUNTIME_TOKEN = runtimeToken(43);
	await client.uploadArtifact("leaks", [file], root);
	expect([41, 42, 43].map((run) => store.of(run).length)).toEqual([1, 1, 1]);
});

test("a blob is given to a signature alone", async () => {
	const zip = Buffer.from("zip");
	const url = service.signedUrl(store.add(44, "x", zip)?.id ?? 0);
	const authorization = "token any";
	const statuses = await Promise.all([
		fetch(url),
		fetch(url, { headers: { authorization } }),
		fetch(url.replace(/sig=.*/, "sig=x")),
	]);
	expect(statuses.map(({ status }) => status)).toEqual([200, 400, 403]);
});

function folder(name: string, text: string) {
	const root = join(scratch, name);
	mkdirSync(root);
	const file = join(root, "evidence.txt");
	writeFileSync(file, text);
	return { file, root };
}
