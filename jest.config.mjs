/** Jest runs our TypeScript as ES modules; esbuild, which also bundles, strips the types. */
export default {
	testEnvironment: "node",
	extensionsToTreatAsEsm: [".ts"],
	transform: { "\\.(ts|go)$": "<rootDir>/test/support/transform.mjs" },
	testMatch: ["<rootDir>/test/**/*.test.ts"],
	modulePathIgnorePatterns: ["<rootDir>/dist"],
	setupFiles: ["<rootDir>/test/support/fixed-seed.ts"],
	// For what hangs, not for what a busy machine does slowly.
	testTimeout: 60_000,
	coverageProvider: "v8",
};
