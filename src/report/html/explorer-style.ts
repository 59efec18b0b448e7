/** What only the page's script shows: values under the pointer, the icicle and its tools. */
export const EXPLORER_RULES = `
.hand { position: absolute; left: 54px; right: 0; top: 22px; height: 320px; cursor: crosshair; touch-action: pan-y; }
.hand i { position: absolute; top: 0; bottom: 0; border-left: 1px solid var(--ink); pointer-events: none; }
.hand output { position: absolute; bottom: 100%; white-space: nowrap; background: var(--ink); color: var(--page); font-size: 12.5px; line-height: 1.45; padding: 4px 9px; border-radius: 6px; pointer-events: none; font-variant-numeric: tabular-nums; z-index: 1; }
.hand i[hidden], .hand output[hidden] { display: none; }

.tools { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; margin-bottom: 10px; }
.tools.kinds { margin-top: 26px; }
.choice { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; border: 0; margin: 0; padding: 0; font-size: 13px; min-width: 0; }
.choice legend { float: left; padding: 0 6px 0 0; color: var(--muted); }
.choice label { cursor: pointer; position: relative; }
.choice input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.choice span { display: block; padding: 2px 10px; border: 1px solid var(--line); border-radius: 6px; color: var(--muted); }
.choice b { font-weight: 600; font-variant-numeric: tabular-nums; }
.choice input:hover + span { border-color: var(--muted); }
.choice input:checked + span { background: var(--ink); border-color: var(--ink); color: var(--page); }
.choice input:focus-visible + span { outline: 2px solid var(--blue); outline-offset: 2px; }
.find { flex-basis: 100%; display: flex; flex-wrap: wrap; align-items: center; gap: 8px; font-size: 13px; color: var(--muted); }
.find input { font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--muted); border-radius: 6px; padding: 3px 8px; width: 210px; max-width: 100%; }
.found { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }

.detail { margin: 0 0 8px; min-height: 46px; font-variant-numeric: tabular-nums; font-size: 14px; }
.icicle { position: relative; margin: 0 0 8px; font-size: 12px; line-height: 20px; user-select: none; }
.bar[role] { position: absolute; height: 20px; min-width: 1px; border-radius: 2px; overflow: hidden; white-space: nowrap; cursor: zoom-in; opacity: 1; padding: 0; border-right: 1px solid var(--page); background: var(--same); color: var(--ink); }
.bar span { display: block; overflow: hidden; text-overflow: ellipsis; padding: 0 5px; }
.bar[aria-selected="true"], .bar.caller { cursor: zoom-out; }
.bar[aria-selected="true"] { font-weight: 650; }
.bar:hover { box-shadow: inset 0 0 0 1.5px var(--ink); }
.bar:focus-visible { outline: 2px solid var(--ink); outline-offset: -2px; z-index: 1; }
.bar.missed { background: var(--raised); color: var(--muted); box-shadow: inset 0 0 0 1px var(--line); }
.bar.held { background: var(--violet-tint); }
.bar.same, .shade.same { background: var(--same); }
${["shrank-3", "shrank-2", "shrank-1", "grew-1", "grew-2", "grew-3"].map((one) => `.bar.${one}, .shade.${one} { background: var(--${one}); }`).join("\n")}
.shades { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; color: var(--muted); font-size: 13px; }
.shades:empty, .kinds:empty { display: none; }
.shade { width: 18px; height: 12px; border-radius: 2px; }

.stacks { margin-bottom: 18px; }
.stacks td { vertical-align: top; padding-top: 5px; padding-bottom: 5px; font-size: 13px; }
.stacks th:last-child { width: 100%; }
.stacks .where details { margin: 0; }
.stacks .where summary { color: inherit; padding: 0; }
.stacks .kind { color: var(--muted); white-space: nowrap; }
.stacks .change { font-weight: 600; }
.kind-new .change, .kind-grown .change { color: var(--orange); }
.kind-shrunk .change, .kind-gone .change { color: var(--blue); }
.stacks th button { all: unset; cursor: pointer; }
.stacks th button:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
.stacks th[aria-sort="descending"] button::after { content: " ↓"; }
.stacks th[aria-sort="ascending"] button::after { content: " ↑"; }
.more, .drop input { font: inherit; font-size: 13px; color: var(--ink); }
.more { margin-top: 10px; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 4px 12px; cursor: pointer; }
.drop { margin-top: 24px; border: 1px dashed var(--muted); border-radius: 10px; padding: 14px 18px; }
.drop p { margin: 0 0 6px; }
.dropped:empty { display: none; }
.log { max-height: 420px; overflow-y: auto; }
@media (max-width: 720px) {
  .hand { left: 46px; }
  .find, .find input { width: 100%; }
  .stacks, .stacks tbody { display: block; }
  .stacks thead tr { display: flex; gap: 2px 16px; }
  .stacks thead th { width: auto; padding: 0; border: 0; }
  .stacks tbody tr { display: grid; grid-template-columns: auto auto 1fr; gap: 2px 14px; padding: 8px 0; border-bottom: 1px solid var(--line); }
  .stacks tbody td { padding: 0; border: 0; }
  .stacks .where { grid-column: 1 / -1; }
}
@media (forced-colors: active) {
  .bar[role] { border: 1px solid; }
  .choice input:checked + span { outline: 2px solid; }
}
`;
