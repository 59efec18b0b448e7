/** One JSON line an event, in the order in which they happened; profiles and logs lie beside it. */
export const JOURNAL = "journal.jsonl";
