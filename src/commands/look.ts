/** Colours and width of a stream: colours on a terminal, unless NO_COLOR is set. */
export function look(stream: NodeJS.WriteStream): {
	readonly color: boolean;
	readonly width?: number;
} {
	const color = stream.isTTY === true && !process.env.NO_COLOR;
	return stream.columns ? { color, width: stream.columns } : { color };
}
