/** A share as CSS and SVG take it: 0.5 is `50.00%`. */
export function percent(share: number): string {
	return `${(share * 100).toFixed(2)}%`;
}
