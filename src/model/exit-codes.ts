/** Of the process, by a verdict's outcome. */
export const EXIT_CODES = { pass: 0, fail: 1, undecided: 2 } as const;
