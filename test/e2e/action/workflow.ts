/** As the README tells a user to write it, with one more step that reads the outputs and keeps what is on disk. */
export function workflow(
	on: string,
	inputs: Readonly<Record<string, string>> = {},
): string {
	return `name: Leaks
on: ${on}
permissions:
  contents: read
  pull-requests: write
jobs:
  leaks:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with: { fetch-depth: 2 }
      - id: leaks
        uses: owner/go-leak-budget@v1
        with:
          comment-key: orders
${Object.entries(inputs)
	.map(([name, value]) => `          ${name}: ${value}\n`)
	.join("")}      - if: always()
        run: test -s "$VERDICT" && test -s "$REPORT" && cp -r .leak-budget "$BED_KEPT"
        env:
          VERDICT: \${{ steps.leaks.outputs.verdict }}
          REPORT: \${{ steps.leaks.outputs.report }}
`;
}
