#!/usr/bin/env node
import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a as t}from"./chunks/chunk-PYNX5PE4.js";import"./chunks/chunk-OTALO4BW.js";var o=`Go Leak Budget ${t}: holds a Go service to a no-leak budget.

  leak-budget run [FILE\u2026]   builds, starts and loads the service of a budget file, and judges it
                            (without FILE: .github/leak-budget.yml, then leak-budget.yml)
  leak-budget judge DIR     judges a run again, from the evidence it left in DIR
  leak-budget demo          a leaking sample service and its mended twin, side by side
  leak-budget schema        the JSON Schema of the budget file, for editors

  --out DIR                 run, demo: the folder for evidence and reports (.leak-budget)
  --config FILE             judge: by the budgets of this file, not by the run's own
  --format FORMAT           run, judge: text, markdown or json on standard output (text)
  --quiet                   no progress on standard error
  --help, --version

Exit codes: 0 within budget, 1 over budget, 2 could not decide or could not run.
`;var e=process.argv.slice(2);if(e[0]==="--version"||e[0]==="-v")process.stdout.write(`${t}
`);else if(e[0]===void 0||e.includes("--help")||e.includes("-h")||e[0]==="help")process.stdout.write(o),process.exitCode=e[0]===void 0?2:0;else{let{runCommand:d}=await import("./chunks/run-command-4OYJN7WD.js");process.exitCode=await d(e)}
