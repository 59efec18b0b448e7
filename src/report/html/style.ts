import { EXPLORER_RULES } from "./explorer-style.ts";
import { type Colours, DARK, LIGHT } from "./palette.ts";

/** The whole style sheet: light and dark, system fonts, readable from 320 pixels on. */
export function styleSheet(): string {
	return `:root { color-scheme: light dark; ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) { :root { ${variables(DARK)} } }
${RULES}${EXPLORER_RULES}`;
}

function variables(colours: Colours): string {
	return Object.entries(colours)
		.map(([name, value]) => `--${name}: ${value};`)
		.join(" ");
}

const RULES = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
main { max-width: 1040px; margin: 0 auto; padding: 36px 24px 56px; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.87em; }
/* A name that is written from right to left turns nothing round but itself. */
code, .bar span { unicode-bidi: isolate; }
h1 { font-size: 26px; line-height: 1.28; letter-spacing: -0.012em; margin: 12px 0 6px; font-weight: 650; text-wrap: balance; }
h1.long { font-size: 19px; line-height: 1.4; letter-spacing: 0; }
h2 { font-size: 17px; margin: 44px 0 12px; font-weight: 650; letter-spacing: -0.005em; }
h3 { font-size: 15px; margin: 0; font-weight: 650; }
p { margin: 0 0 8px; }
a { color: var(--blue); text-underline-offset: 2px; }
.muted { color: var(--muted); }
.small { font-size: 13px; }

.badge { display: inline-flex; align-items: center; gap: 7px; padding: 3px 11px 3px 9px; border-radius: 99px; font-size: 13px; font-weight: 650; border: 1px solid currentColor; }
.badge svg { width: 14px; height: 14px; flex: none; }
.status { white-space: nowrap; font-weight: 600; display: inline-flex; align-items: center; gap: 5px; }
.status svg { width: 13px; height: 13px; flex: none; }
.fail, .over { color: var(--orange); }
.pass, .within { color: var(--blue); }
.undecided { color: var(--violet); }
.badge.fail { background: var(--orange-tint); }
.badge.pass { background: var(--blue-tint); }
.badge.undecided { background: var(--violet-tint); }

.problem { border-left: 3px solid var(--violet); background: var(--violet-tint); border-radius: 0 8px 8px 0; padding: 14px 18px; margin-top: 20px; }
.problem + .problem { margin-top: 10px; }
.problem > :last-child { margin-bottom: 0; }
.problem .remedy { font-weight: 600; }

pre { margin: 0 0 8px; padding: 10px 0; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; line-height: 1.55; overflow-wrap: normal; tab-size: 4; }
pre > code { display: block; min-width: max-content; font-size: 12.5px; }
pre span, pre mark { display: block; padding: 0 14px; white-space: pre; }
pre mark { background: var(--orange-tint); color: var(--ink); font-weight: 650; box-shadow: inset 3px 0 var(--orange); }

.timeline { margin: 0; position: relative; }
.timeline > svg { display: block; overflow: visible; margin-left: 54px; width: calc(100% - 54px); height: 372px; font-size: 12px; font-variant-numeric: tabular-nums; }
.timeline text { fill: var(--muted); }
.timeline .band-load { fill: var(--load); }
.timeline .band-before { fill: var(--before); }
.timeline .band-settle { fill: none; }
.timeline .grid { stroke: var(--line); stroke-width: 1; }
.timeline .base { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 4; }
.timeline .curve { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
.timeline .area { opacity: 0.1; }
.timeline .goroutines .curve { stroke: var(--blue); }
.timeline .goroutines .area, .timeline .goroutines circle { fill: var(--blue); }
.timeline .heap .curve { stroke: var(--orange); }
.timeline .heap .area, .timeline .heap circle { fill: var(--orange); }
.timeline circle { stroke: var(--page); stroke-width: 1.5; }
.timeline .cut rect { fill: var(--page); }
.timeline .cut line { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 1 3; }
.timeline .name { fill: var(--ink); font-weight: 650; font-size: 13px; }
.timeline .range { fill: var(--muted); font-weight: 400; font-size: 12px; }
.timeline .value { fill: var(--ink); font-weight: 650; paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 4px 0 0 54px; padding: 0; list-style: none; color: var(--muted); font-size: 13px; }
.legend li { display: flex; align-items: center; gap: 7px; }
.swatch { width: 16px; height: 12px; border: 1px solid var(--line); border-radius: 2px; flex: none; }
.swatch.load { background: var(--load); }
.swatch.before { background: var(--before); }
.swatch.cut { background: var(--page); border: 0 dotted var(--muted); border-width: 0 1px; border-radius: 0; width: 6px; }
.swatch.dot { width: 9px; height: 9px; border: 0; border-radius: 50%; background: var(--ink); }

details { margin-top: 10px; }
summary { cursor: pointer; color: var(--muted); font-size: 13px; width: fit-content; padding: 3px 0; }
summary:hover { color: var(--ink); }
details[open] > summary { margin-bottom: 6px; }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; border-radius: 3px; }

table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); font-size: 13px; padding: 6px 0; }
th { text-align: left; font-weight: 600; vertical-align: top; }
thead th { color: var(--muted); font-size: 12.5px; font-weight: 500; padding: 0 14px 6px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
tbody th, tbody td { padding: 9px 14px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
.budgets + p { margin-top: 12px; }
.outcome { width: 30%; }
.outcome p { margin: 0; color: var(--muted); font-size: 13px; line-height: 1.4; }
tr.is-over .after { font-weight: 650; color: var(--orange); }
.scroll { overflow-x: auto; }
.scroll + .scroll { margin-top: 16px; }
.scroll th, .scroll td { white-space: nowrap; }
.scroll tbody th, .scroll tbody td { padding-top: 5px; padding-bottom: 5px; font-size: 13px; }

.culprit { border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px 12px; margin: 0 0 14px; }
.culprit header { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; justify-content: space-between; }
.culprit .grew { font-weight: 650; color: var(--orange); }
.culprit .rank { color: var(--muted); font-weight: 500; margin-right: 8px; }
.place { margin: 0 0 8px; }
.facts { display: flex; flex-wrap: wrap; gap: 6px; list-style: none; padding: 0; margin: 8px 0 10px; font-size: 13px; }
.facts li { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 1px 8px; max-width: 100%; }
.facts .proven { background: var(--orange-tint); border-color: transparent; color: var(--orange); font-weight: 600; }
.stack { margin: 0; padding: 0 0 0 30px; font-size: 13px; color: var(--muted); }
.stack li { padding: 1px 0; }
.stack code { color: var(--ink); }
.stack .here code { font-weight: 700; }

.notes { margin: 0; padding-left: 20px; }
.notes li { margin-bottom: 4px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 48px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 5px 18px; margin: 0; font-size: 14px; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.timings { grid-template-columns: max-content max-content 1fr; align-items: center; }
.timings dd:nth-of-type(odd) { text-align: right; }
.bar { display: block; height: 8px; min-width: 1px; border-radius: 2px; background: var(--blue); opacity: 0.65; }
.brand { color: var(--muted); font-size: 13px; }
.top { display: flex; justify-content: space-between; align-items: center; gap: 12px; }

@media (max-width: 720px) {
  main { padding: 20px 16px 40px; }
  h1 { font-size: 21px; }
  h2 { margin-top: 34px; }
  .pair { grid-template-columns: 1fr; }
  .timeline > svg { margin-left: 46px; width: calc(100% - 46px); }
  .timeline .tight { display: none; }
  .legend { margin-left: 0; }
  .budgets, .budgets tbody { display: block; }
  .budgets thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .budgets tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: 4px 12px; padding: 12px 0; border-bottom: 1px solid var(--line); }
  .budgets th, .budgets td { padding: 0; border: 0; text-align: left; white-space: normal; }
  .budgets th, .budgets .outcome { grid-column: 1 / -1; width: auto; }
  .budgets th { order: -2; }
  .budgets .outcome { order: -1; margin-bottom: 4px; }
  .budgets .rounds { grid-column: span 2; }
  .budgets td[data-label]::before { content: attr(data-label); display: block; color: var(--muted); font-size: 12px; font-weight: 400; }
}
@media print {
  body { font-size: 12px; }
  .culprit, tr { break-inside: avoid; }
}
`;
