import { all, goroutine, has, waits } from "./match.ts";
import type { Row } from "./row.ts";

export const files: readonly Row[] = [
	{
		id: "pipe-reader-gone",
		when: all(goroutine, has("io.(*pipe).write")),
		cause:
			"It writes into an `io.Pipe` from which nobody reads any more: the reading side returned early and did not close its end.",
		mend: "Close the reading end by `defer`: a write then fails instead of waiting.",
		code: `reader, writer := io.Pipe()
defer reader.Close()
go export(writer)`,
		link: "https://pkg.go.dev/io#PipeReader.CloseWithError",
	},
	{
		id: "pipe-writer-gone",
		when: all(goroutine, has("io.(*pipe).read")),
		cause:
			"It reads from an `io.Pipe` into which nobody writes any more: the writing side returned and did not close its end.",
		mend: "Close the writing end on every path, with the error if there is one.",
		code: `go func() {
	writer.CloseWithError(export(writer))
}()`,
		link: "https://pkg.go.dev/io#PipeWriter.CloseWithError",
	},
	{
		id: "file-read-blocks",
		when: all(goroutine, has("os.(*File).Read"), waits("syscall")),
		cause:
			"It reads from a file in blocking mode that gives nothing, such as a terminal or a pipe passed in: neither Close nor a deadline wakes it.",
		mend: "End the writer, or set the descriptor to non-blocking mode before `os.NewFile`, so that Close ends the read.",
		code: `if err := syscall.SetNonblock(fd, true); err != nil {
	return err
}
f := os.NewFile(uintptr(fd), name)`,
		link: "https://pkg.go.dev/os#NewFile",
	},
	{
		id: "file-read-waits",
		when: all(goroutine, has("os.(*File).Read"), waits("IO wait")),
		cause:
			"It reads from a file that gives nothing, such as a pipe, a terminal or a device, whose other end stays open.",
		mend: "Close the file, or set a read deadline, when the reader is no longer wanted.",
		code: `stop := context.AfterFunc(ctx, func() { f.Close() })
defer stop()`,
		link: "https://pkg.go.dev/os#File.SetReadDeadline",
	},
];
