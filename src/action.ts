import * as core from "@actions/core";
import { githubRun } from "./adapters/github/event.ts";
import { eventPayload } from "./adapters/github/event-payload.ts";
import { readInputs } from "./adapters/github/inputs.ts";
import { logPlain } from "./adapters/github/plain-log.ts";
import { reportProblems } from "./adapters/github/problems.ts";
import type { Toolkit } from "./adapters/github/toolkit.ts";
import { commentLegs } from "./commands/comment-legs.ts";
import { measureInJob } from "./commands/measure-in-job.ts";
import { Stop } from "./model/problem.ts";

const toolkit: Toolkit = {
	...core,
	write: (text) => void process.stdout.write(text),
};
try {
	const inputs = readInputs((name) => core.getInput(name));
	const run = githubRun(process.env, eventPayload(process.env));
	if (inputs.mode === "comment") await commentLegs(inputs, run, toolkit);
	else await measureInJob(inputs, run, toolkit);
} catch (error) {
	if (error instanceof Stop) {
		reportProblems(toolkit, error.problems);
	} else {
		// A bug of ours: its stack may quote the service, so it goes to the log as text.
		const bug = error instanceof Error ? error : new Error(String(error));
		logPlain(toolkit.write, `${bug.stack ?? bug.message}\n`);
		core.setFailed(`This is a bug of Go Leak Budget: ${bug.message}`);
	}
}
// A request that nobody waits for any more must not keep the step running.
setTimeout(() => process.exit(), 1_000).unref();
