/** Go sources are bundled as text. */
declare module "*.go" {
	const text: string;
	export default text;
}
