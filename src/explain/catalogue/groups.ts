import { all, goroutine, has, started, waits } from "./match.ts";
import type { Row } from "./row.ts";

const SYNC = "golang.org/x/sync";

/** What waits for others through package golang.org/x/sync. */
export const groups: readonly Row[] = [
	{
		id: "semaphore-not-released",
		when: all(goroutine, has(`${SYNC}/semaphore.(*Weighted).Acquire`)),
		cause:
			"It waits for a semaphore that others hold: most often a path, such as that of an error, returns without `Release`.",
		mend: "Release by `defer` in the line after `Acquire`, and give `Acquire` a context that ends.",
		code: `if err := sem.Acquire(ctx, 1); err != nil {
	return err
}
defer sem.Release(1)`,
		link: "https://pkg.go.dev/golang.org/x/sync/semaphore#Weighted.Acquire",
	},
	{
		id: "errgroup-limit-reached",
		when: all(
			goroutine,
			has(`${SYNC}/errgroup.(*Group).Go`),
			waits("chan send"),
		),
		cause:
			"It waits in `errgroup.Group.Go`: as many tasks run as `SetLimit` allows, and none of them ends.",
		mend: "Let the tasks end with the group's context, and call `Go` of a group from none of its own tasks.",
		code: `g, ctx := errgroup.WithContext(ctx)
g.SetLimit(8)
g.Go(func() error { return work(ctx) })`,
		link: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.SetLimit",
	},
	{
		id: "errgroup-wait",
		when: all(goroutine, has(`${SYNC}/errgroup.(*Group).Wait`)),
		cause: "It waits for an errgroup of which a task never returns.",
		mend: "Look for the task's own stack, and let it end with the context of `errgroup.WithContext`.",
		code: `g, ctx := errgroup.WithContext(ctx)
g.Go(func() error { return work(ctx) })
return g.Wait()`,
		link: "https://pkg.go.dev/golang.org/x/sync/errgroup#WithContext",
	},
	{
		id: "errgroup-task-never-returns",
		when: all(
			started(`${SYNC}/errgroup.(*Group).Go`),
			waits("chan send", "chan receive", "select", "sleep", "sync.Cond.Wait"),
		),
		cause:
			"A task of an errgroup still waits here after the load, and no context ends the wait.",
		mend: "Select on the Done of the context that `errgroup.WithContext` gives, wherever the task waits.",
		code: `g.Go(func() error {
	select {
	case out <- value:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
})`,
		link: "https://pkg.go.dev/golang.org/x/sync/errgroup#WithContext",
	},
	{
		id: "singleflight-never-returns",
		when: all(
			goroutine,
			has(`${SYNC}/singleflight.(*Group).Do`),
			waits("sync.WaitGroup.Wait", "semacquire"),
		),
		cause:
			"It waits for another call with the same key of a `singleflight.Group`, which never returns.",
		mend: "Give the function a deadline, or take `DoChan` and stop waiting when the context ends.",
		code: `select {
case r := <-group.DoChan(key, load):
	return r.Val, r.Err
case <-ctx.Done():
	return nil, ctx.Err()
}`,
		link: "https://pkg.go.dev/golang.org/x/sync/singleflight#Group.DoChan",
	},
	{
		id: "rate-limiter-waits",
		when: all(
			goroutine,
			has(
				"golang.org/x/time/rate.(*Limiter).WaitN",
				"golang.org/x/time/rate.(*Limiter).wait",
			),
		),
		cause:
			"It waits for a rate limiter: more callers come than the limit lets through, and they queue without bound.",
		mend: "Give `Wait` a context with a deadline, or turn callers away with `Allow`.",
		code: `if !limiter.Allow() {
	return errTooManyRequests
}`,
		link: "https://pkg.go.dev/golang.org/x/time/rate#Limiter",
	},
];
