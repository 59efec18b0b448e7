/** One JSON line an event, in the order in which they happened; profiles and logs lie beside it. */
export const JOURNAL = "journal.jsonl";

/** Folder beside the evidence: the run, in the same layout, that this one is compared with. */
export const BASE = "base";

/** Folder of the journal, profiles and logs. */
export const EVIDENCE = "evidence";

/** Files of the verdict, beside it. */
export const REPORTS = ["verdict.json", "report.md", "report.html"] as const;
