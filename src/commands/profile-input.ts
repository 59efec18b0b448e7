import { profileBytes } from "../adapters/profile-file.ts";
import type { ProfileInput } from "../engine/profiles.ts";
import { problemReport } from "../report/text-problems.ts";
import { look } from "./look.ts";

/** Profiles are files; what is missing in one is said on standard error. */
export const profileInput: ProfileInput = {
	bytesOf: profileBytes,
	warn: (problem) => {
		process.stderr.write(problemReport([problem], look(process.stderr)));
	},
};
