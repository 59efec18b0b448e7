import { DATA_ID, type PageData } from "../report/html/page-data.ts";
import { EXPLORER_ID } from "../report/html/stacks-section.ts";
import { drop } from "./drop.ts";
import { explorer } from "./explorer.ts";
import { moment } from "./moment.ts";
import { part } from "./put.ts";

/** The page is whole before this runs: it adds what can be pointed at, searched and dropped. */
const data: PageData = JSON.parse(
	part(document, `#${DATA_ID}`).textContent ?? "",
);

const figure = document.querySelector<HTMLElement>(".timeline");
if (figure) moment(figure, data.moments);

const root = document.getElementById(EXPLORER_ID);
if (root && data.differences.length > 0) {
	const { add } = explorer(root, data.differences, data.first);
	drop(root, add);
}
