/** Why an artifact is not taken, as a sentence of our own goes on: nothing of its maker's is quoted. */
export class Refused extends Error {}
