import { roomToPass } from "../../explain/room.ts";
import type { Settled } from "../../model/evidence.ts";
import type { Verdict } from "../../model/verdict.ts";
import { plain } from "../plain.ts";
import { code } from "./culprit-cards.ts";
import { type Html, html } from "./markup.ts";

/** Commands to paste: the same verdict again, the profiles side by side; and the lines that would accept it. */
export function reproduce(
	verdict: Verdict,
	settled: readonly Settled[],
	folder: string,
): Html {
	const last = Math.max(0, ...settled.map(({ round }) => round));
	const difference = (profile: string) =>
		`go tool pprof -http=: -base ${shellWord(`${folder}/evidence/before/${profile}.pb.gz`)} ${shellWord(`${folder}/evidence/after-${last}/${profile}.pb.gz`)}`;
	const room = roomToPass(verdict);
	return html`<section aria-labelledby="reproduce">
<h2 id="reproduce">See it again</h2>
<p class="small muted">The same verdict from the saved evidence, without the service:</p>
${commands([`leak-budget judge ${shellWord(folder)}`])}
${
	last === 0
		? null
		: html`<p class="small muted">What grew between the start and the end, in pprof:</p>
${commands([difference("goroutine"), difference("heap")])}`
}
${
	room.length === 0
		? null
		: html`<details><summary>Accept it for now</summary>
${commands(["budgets:", ...room.map((line) => `  ${line}`)])}
</details>`
}
</section>`;
}

function commands(lines: readonly string[]): Html {
	return html`<pre tabindex="0">${code(lines.map((line) => html`<span>${line}</span>`))}</pre>`;
}

/** One word for a POSIX shell, whatever is in it. What cannot be seen is left out. */
function shellWord(text: string): string {
	const shown = plain(text, 1000);
	const word = shown.startsWith("-") ? `./${shown}` : shown;
	return /^[\w./@:+,-]+$/u.test(word)
		? word
		: `'${word.replaceAll("'", "'\\''")}'`;
}
