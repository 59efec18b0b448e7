import { createHash } from "node:crypto";

export interface StoredArtifact {
	readonly id: number;
	readonly runId: number;
	readonly name: string;
	readonly zip: Buffer;
	/** `sha256:` and hexadecimal. */
	readonly digest: string;
	/** ISO 8601. */
	readonly createdAt: string;
}

/** The artifacts of all runs of a test. */
export interface ArtifactStore {
	/** Of one run, the newest first, as GitHub lists them. */
	of(runId: number): readonly StoredArtifact[];
	byId(id: number): StoredArtifact | undefined;
	/** Undefined where the run has one of that name, which nobody may replace. */
	add(runId: number, name: string, zip: Buffer): StoredArtifact | undefined;
}

export function artifactStore(): ArtifactStore {
	const all: StoredArtifact[] = [];
	const of = (runId: number) =>
		all.filter((one) => one.runId === runId).toReversed();
	return {
		of,
		byId: (id) => all.find((one) => one.id === id),
		add: (runId, name, zip) => {
			if (of(runId).some((one) => one.name === name)) return undefined;
			const sha256 = createHash("sha256").update(zip).digest("hex");
			const stored: StoredArtifact = {
				id: 7000 + all.length,
				runId,
				name,
				zip,
				digest: `sha256:${sha256}`,
				createdAt: new Date().toISOString().replace(/\.\d+/, ""),
			};
			all.push(stored);
			return stored;
		},
	};
}
