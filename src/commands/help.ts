import { VERSION } from "./version.ts";

export const HELP = `Go Leak Budget ${VERSION}: holds a Go service to a no-leak budget.

  leak-budget run [FILE…]   builds, starts and loads the service of a budget file, and judges it
                            (without FILE: .github/leak-budget.yml, then leak-budget.yml)
  leak-budget judge DIR     judges a run again, from the evidence it left in DIR
  leak-budget demo          a leaking sample service and its mended twin, side by side
  leak-budget selftest [FILE]
                            plants a known leak in the service and shows that its budgets see it
  leak-budget schema        the JSON Schema of the budget file, for editors

  --out DIR                 run, demo, selftest: the folder for evidence and reports (.leak-budget)
  --config FILE             judge: by the budgets of this file, not by the run's own
  --format FORMAT           run, judge: text, markdown or json on standard output (text)
  --quiet                   no progress on standard error
  --help, --version

Exit codes: 0 within budget, 1 over budget, 2 could not decide or could not run.
`;
