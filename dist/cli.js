#!/usr/bin/env node
import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a as o}from"./chunks/chunk-BAEJA2KN.js";import{b as s}from"./chunks/chunk-RFG3ZAY4.js";import{a as r}from"./chunks/chunk-KZOQYVOG.js";import{a as i}from"./chunks/chunk-OTALO4BW.js";function a(){process.stdout.on("error",t=>{t.code!=="EPIPE"&&(process.stderr.write(`Standard output cannot be written: ${r(t)}.
`),process.exit(2))}),process.stderr.on("error",()=>{})}i(a,"outliveReaders");var n=`Go Leak Budget ${o}: holds a Go service to a no-leak budget.

  leak-budget init [DIR]    writes .github/leak-budget.yml and a workflow from what the repository shows
  leak-budget doctor [FILE] what a run needs, one line each: what is missing, and how to get it
  leak-budget run [FILE\u2026]   builds, starts and loads the service of a budget file, and judges it
                            (without FILE: .github/leak-budget.yml, then leak-budget.yml)
  leak-budget judge DIR     judges a run again, from the evidence it left in DIR
  leak-budget report DIR    the same verdict in another format, for other tools
  leak-budget open DIR      its page in the browser; with --pprof [goroutine|heap], what grew, in pprof's
  leak-budget demo          a leaking sample service and its mended twin, side by side
  leak-budget selftest [FILE]
                            plants a known leak in the service and shows that its budgets see it
  leak-budget tune [FILE\u2026]  writes budgets into the file, from a few runs of its service
  leak-budget schema        the JSON Schema of the budget file, for editors

  --out DIR                 run, demo, selftest, tune: the folder for evidence and reports (.leak-budget)
  --config FILE             judge: by the budgets of this file, not by the run's own
  --base build|DIR          run: compares with the merge base, built and measured first, or with the run in DIR;
                            judge: with the run in DIR. What fails then: fail_on in the budget file
  --format FORMAT           run, judge, report: text (the default), markdown, json, html, junit or sarif
  --out FILE                report: writes it there instead
  --runs N, --margin P      tune: how many runs (3), and how far above what they use (50%)
  --ratchet                 tune: lower budgets that are far above use, and touch no other
  --accept, --until DAY     tune: write ignore entries for what leaks today, for 90 days
  --dry-run                 tune, init: show what would be written
  --service PKG, --port N, --ready URL, --load REQUEST-OR-COMMAND
                            init: what it is to take instead of what it finds; several --service
                            get a budget file and a job each
  --only-new                init: what leaked before the change is not to fail
  --yes                     init: asks nothing on a terminal
  --build                   doctor: builds the service as well, and looks for the agent in it
  --start                   doctor: builds and starts it, and sends its load once
  --quiet                   no progress on standard error
  --help, --version

On profiles and goroutine dumps in any format that Go writes, - being standard input; numbers as of go tool pprof:

  leak-budget explain FILE         why the goroutines of a dump or profile wait, and how to mend it; -limit N (10)
  leak-budget diff BEFORE AFTER    the stacks that are new, grown, shrunk or gone; -limit N (30)
  leak-budget top FILE\u2026            as go tool pprof -top; so do tree, traces and raw
  leak-budget peek REGEX FILE\u2026     as -peek=REGEX; so does list
  leak-budget proto FILE\u2026          as -proto: the profile that the flags make, gzipped, to pipe or -output FILE

  -base FILE, -diff_base FILE      less this profile; several are added up. -normalize
  -sample_index NAME               -inuse_space, -inuse_objects, -alloc_space, -alloc_objects
  -functions, -filefunctions, -files, -lines, -addresses, -noinlines
  -cum, -flat, -nodecount N, -nodefraction F, -edgefraction F, -trim=false, -drop_negative
  -focus R, -ignore R, -hide R, -show R, -show_from R, -prune_from R
  -tagfocus R, -tagignore R, -tagshow R, -taghide R
  -unit U, -relative_percentages, -source_path DIRS, -output FILE

Exit codes: 0 within budget, 1 over budget, 2 could not decide or could not run.
`;a();var e=process.argv.slice(2);if(e[0]==="--version"||e[0]==="-v")process.stdout.write(`${o}
`);else if(e[0]===void 0||e.includes("--help")||e.includes("-h")||e[0]==="help")process.stdout.write(n),process.exitCode=e[0]===void 0?2:0;else if(s.includes(e[0])){let{profileCommand:t}=await import("./chunks/profile-command-NW3QQJZ3.js");process.exitCode=await t(e)}else{let{runCommand:t}=await import("./chunks/run-command-2MKCS3QL.js");process.exitCode=await t(e)}
