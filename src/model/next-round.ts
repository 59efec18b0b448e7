/** What the judge makes of the evidence so far: enough, or another round of one scenario, and whether to wait patiently after it. */
export type NextRound =
	| { readonly kind: "enough" }
	| {
			readonly kind: "another";
			readonly scenario: string;
			readonly patient: boolean;
	  };
