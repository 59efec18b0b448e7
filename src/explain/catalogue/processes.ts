import {
	all,
	any,
	goroutine,
	has,
	not,
	paired,
	started,
	waits,
} from "./match.ts";
import type { Row } from "./row.ts";

const EXEC = "os/exec.(*Cmd)";

const PROCESS_WAIT = all(
	goroutine,
	has("os.(*Process).Wait", "os.(*Process).wait"),
);

export const processes: readonly Row[] = [
	{
		id: "exec-output-held-open",
		when: all(
			goroutine,
			has(
				`${EXEC}.writerDescriptor`,
				`${EXEC}.childStdin`,
				`${EXEC}.stdin`,
				`${EXEC}.awaitGoroutines`,
			),
		),
		cause:
			"It copies input or output of a child process that does not end it: the child still runs, or one that it started holds the pipe.",
		mend: "Give the command a context and a `WaitDelay`, after which Wait closes the pipes.",
		code: `cmd := exec.CommandContext(ctx, "convert", file)
cmd.WaitDelay = 5 * time.Second
out, err := cmd.Output()`,
		link: "https://pkg.go.dev/os/exec#Cmd",
	},
	{
		id: "exec-without-wait",
		when: all(
			started(`${EXEC}.watchCtx`, `${EXEC}.Start`),
			not(paired(PROCESS_WAIT)),
		),
		cause:
			"Child processes are started and nobody calls `Wait`: each keeps a goroutine and descriptors.",
		mend: "Call `Wait` after every `Start`, or take `Run` or `Output`, which do.",
		code: `if err := cmd.Start(); err != nil {
	return err
}
defer cmd.Wait()`,
		link: "https://pkg.go.dev/os/exec#Cmd.Wait",
	},
	{
		id: "exec-process-never-ends",
		when: any(PROCESS_WAIT, started(`${EXEC}.watchCtx`)),
		cause: "It waits for a child process that does not end.",
		mend: "Start the process with a context that ends: that kills it.",
		code: `ctx, cancel := context.WithTimeout(ctx, time.Minute)
defer cancel()
err := exec.CommandContext(ctx, "convert", file).Run()`,
		link: "https://pkg.go.dev/os/exec#CommandContext",
	},
	{
		id: "signal-context-not-stopped",
		when: started("os/signal.NotifyContext"),
		cause: "Contexts of `signal.NotifyContext` are never stopped.",
		mend: "Make one in main, and stop it by `defer`.",
		code: `ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
defer stop()`,
		link: "https://pkg.go.dev/os/signal#NotifyContext",
	},
	{
		id: "file-lock-waits",
		when: all(
			goroutine,
			has(
				"syscall.Flock",
				"syscall.FcntlFlock",
				"golang.org/x/sys/unix.Flock",
				"golang.org/x/sys/unix.FcntlFlock",
			),
			waits("syscall"),
		),
		cause:
			"It waits for the lock of a file that another descriptor or process holds, and holds a thread meanwhile.",
		mend: "Try without blocking until the context ends, and release the lock on every path.",
		code: `err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)`,
		link: "https://pkg.go.dev/syscall#Flock",
	},
];
