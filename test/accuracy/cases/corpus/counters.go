package corpus

import (
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// counters answers what the runtime and Linux count, after enough GCs to empty
// sync.Pool and to run finalizers: the naive way to look for a leak.
func counters(w http.ResponseWriter, _ *http.Request) {
	for range 3 {
		runtime.GC()
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	Answer(w, map[string]int64{
		"goroutines": int64(runtime.NumGoroutine()),
		"heapBytes":  int64(m.HeapAlloc),
		"threads":    status("Threads:"),
		"rssBytes":   status("VmRSS:") * 1024,
		"openFiles":  openFiles(),
	})
}

// status is a number of /proc/self/status; 0 where there is none.
func status(key string) int64 {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == key {
			n, _ := strconv.ParseInt(fields[1], 10, 64)
			return n
		}
	}
	return 0
}

func openFiles() int64 {
	entries, _ := os.ReadDir("/proc/self/fd")
	return int64(len(entries))
}
