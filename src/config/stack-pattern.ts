import { matchesFunction } from "../model/glob.ts";
import { quote } from "./mistake.ts";
import { type Reading, scalar, wrong } from "./scalars.ts";

const EXPECTED = 'must be a function name such as "shop/internal/cache.*".';

/** Names of functions with `*` for anything: what reports print can be pasted. */
export function stackPattern() {
	return scalar(EXPECTED, readPattern);
}

/** The same, but not so broad that it would switch the gate off. */
export function narrowStackPattern() {
	return scalar(EXPECTED, (text) => {
		const reading = readPattern(text);
		const common = commonFunction(text);
		if (!("value" in reading) || common === undefined) return reading;
		return {
			code: "config-too-broad",
			message: `${quote(text)} is too broad: it matches ${common}, and so nearly every stack. Name the function that may stay.`,
		};
	});
}

/** Whether `ignore` takes this pattern. */
export function isNarrowPattern(text: string): boolean {
	return "value" in readPattern(text) && commonFunction(text) === undefined;
}

function commonFunction(pattern: string): string | undefined {
	return ON_NEARLY_EVERY_STACK.find((name) => matchesFunction(pattern, name));
}

function readPattern(text: string): Reading<string> {
	if (text.trim() === "")
		return { message: "is empty. Write the name of a function." };
	if (/[\p{Cc}\p{Bidi_C}]/u.test(text))
		return wrong(text, "has a control character in it", "Write one line.");
	if (text.length > 1000)
		return wrong(text, "is longer than 1000 characters", "Shorten it.");
	if (/[\\^$|?]/u.test(text) || /^\.[*+]/u.test(text))
		return wrong(
			text,
			"is a regular expression",
			"Write the name of a function, with * for anything.",
		);
	return { value: text };
}

/**
 * Where goroutines of any Go service start, serve and wait, and where its
 * memory is allocated from. Whatever matches one of them hides most of the rest.
 */
const ON_NEARLY_EVERY_STACK = [
	"main.main",
	"runtime.gopark",
	"runtime.goexit",
	"runtime.main",
	"runtime.mallocgc",
	"runtime.selectgo",
	"runtime.chanrecv1",
	"runtime.chansend1",
	"net/http.(*conn).serve",
	"net/http.(*Server).Serve",
	"net/http.(*ServeMux).ServeHTTP",
	"net/http.serverHandler.ServeHTTP",
	"net/http.HandlerFunc.ServeHTTP",
	"testing.tRunner",
	"testing.(*T).Run",
	"testing.(*M).Run",
	"internal/poll.runtime_pollWait",
	"internal/poll.(*FD).Read",
	"sync.runtime_Semacquire",
	"sync.runtime_SemacquireMutex",
	"sync.(*Mutex).Lock",
	"sync.(*WaitGroup).Wait",
	"sync.(*Cond).Wait",
	"time.Sleep",
	"golang.org/x/sync/errgroup.(*Group).Go.func1",
	"google.golang.org/grpc.(*Server).handleStream",
	"github.com/gin-gonic/gin.(*Context).Next",
	"github.com/go-chi/chi/v5.(*Mux).ServeHTTP",
	"github.com/labstack/echo/v4.(*Echo).ServeHTTP",
] as const;
