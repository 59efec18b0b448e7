//go:build linux || darwin

package net

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// The version of the requests and answers below.
const leakBudgetProtocol = 1

// leakBudgetAnswer reports whether the answer is whole. A panic in a profile's
// writer leaves it cut off, which the client sees by the missing last chunk.
func leakBudgetAnswer(w *leakBudgetWorker, method, target string) (whole bool) {
	defer func() { recover() }()
	path, query := leakBudgetCut(target, "?")
	switch method + " " + path {
	case "GET /info":
		leakBudgetInfo(w)
	case "GET /counters":
		runtime.ReadMemStats(&w.stats)
		leakBudgetCounters(w)
		leakBudgetText(w, "}")
	case "POST /settle":
		leakBudgetCollect(&w.stats, leakBudgetParameter(query, "release") == "1")
		leakBudgetCounters(w)
		leakBudgetDescriptors(w)
		leakBudgetRequests(w)
		leakBudgetText(w, "}")
	case "GET /profile":
		leakBudgetProfile(w, leakBudgetParameter(query, "name"), leakBudgetParameter(query, "debug"))
	case "GET /leaked":
		leakBudgetLeaked(w)
	case "POST /plant":
		goroutines, _ := strconv.ParseUint(leakBudgetParameter(query, "goroutines"), 10, 31)
		bytes, _ := strconv.ParseUint(leakBudgetParameter(query, "bytes"), 10, 31)
		leakBudgetPlant(w, goroutines, bytes)
	default:
		leakBudgetRefuse(w, "unknown request")
	}
	return w.err == nil
}

func leakBudgetInfo(w *leakBudgetWorker) {
	leakBudgetHead(w, "200 OK", "application/json", "")
	leakBudgetNumber(w, `{"agent":`, leakBudgetProtocol)
	leakBudgetNumber(w, `,"pid":`, uint64(os.Getpid()))
	leakBudgetNumber(w, `,"ppid":`, uint64(os.Getppid()))
	leakBudgetNumber(w, `,"memProfileRate":`, uint64(runtime.MemProfileRate))
	leakBudgetText(w, `,"leakProfile":`+strconv.FormatBool(pprof.Lookup("goroutineleak") != nil))
	leakBudgetText(w, `,"go":`+leakBudgetQuote(runtime.Version()))
	leakBudgetText(w, `,"goos":`+leakBudgetQuote(runtime.GOOS))
	leakBudgetText(w, `,"goarch":`+leakBudgetQuote(runtime.GOARCH))
	firstParty, libraries := leakBudgetModules()
	leakBudgetText(w, `,"modules":{"firstParty":`+leakBudgetList(firstParty))
	leakBudgetText(w, `,"libraries":`+leakBudgetList(libraries)+`}}`)
}

// leakBudgetModules tells the user's own modules (main, of the workspace,
// replaced by a local folder) from downloaded ones.
func leakBudgetModules() (firstParty, libraries []string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, nil
	}
	if info.Main.Path != "" {
		firstParty = append(firstParty, info.Main.Path)
	}
	for _, module := range info.Deps {
		source := module
		if module.Replace != nil {
			source = module.Replace
		}
		if source.Version == "(devel)" || source.Version == "" {
			firstParty = append(firstParty, module.Path)
		} else {
			libraries = append(libraries, module.Path)
		}
	}
	return firstParty, libraries
}

// leakBudgetCounters begins model/evidence.ts's Counters.
func leakBudgetCounters(w *leakBudgetWorker) {
	own := int(atomic.LoadInt32(&leakBudgetRunning))
	goroutines := runtime.NumGoroutine() - own
	stats := &w.stats
	leakBudgetHead(w, "200 OK", "application/json", "")
	leakBudgetNumber(w, `{"goroutines":`, uint64(goroutines))
	leakBudgetNumber(w, `,"heapAlloc":`, stats.HeapAlloc)
	leakBudgetNumber(w, `,"heapObjects":`, stats.HeapObjects)
	leakBudgetNumber(w, `,"heapSys":`, stats.HeapSys)
	leakBudgetNumber(w, `,"heapReleased":`, stats.HeapReleased)
	leakBudgetNumber(w, `,"heapInuse":`, stats.HeapInuse)
	leakBudgetNumber(w, `,"stackInuse":`, stats.StackInuse)
	leakBudgetNumber(w, `,"sys":`, stats.Sys)
	leakBudgetNumber(w, `,"numGc":`, uint64(stats.NumGC))
	rss, threads := leakBudgetProcess(w.input[:])
	if rss > 0 {
		leakBudgetNumber(w, `,"rss":`, rss)
	}
	if threads > 0 {
		leakBudgetNumber(w, `,"threads":`, threads)
	}
}

// leakBudgetDescriptors tells the open files and TCP connections, where the platform does.
func leakBudgetDescriptors(w *leakBudgetWorker) {
	open, connections, ok := leakBudgetOpenFiles(w.input[:])
	if !ok {
		return
	}
	leakBudgetNumber(w, `,"openFiles":`, uint64(open))
	leakBudgetText(w, `,"tcpConnections":{`)
	comma := ""
	for state, name := range leakBudgetStates {
		if connections[state] > 0 {
			leakBudgetNumber(w, comma+leakBudgetQuote(name)+":", uint64(connections[state]))
			comma = ","
		}
	}
	leakBudgetText(w, "}")
}

// leakBudgetStates are Linux's TCP states by their numbers (include/net/tcp_states.h).
var leakBudgetStates = [...]string{
	1: "established", "syn_sent", "syn_recv", "fin_wait1", "fin_wait2", "time_wait",
	"close", "close_wait", "last_ack", "listen", "closing",
}

// leakBudgetRequests tells how many requests each route has had so far.
func leakBudgetRequests(w *leakBudgetWorker) {
	routes, _ := leakBudgetRoutes.Load().(map[string]*leakBudgetRoute)
	leakBudgetText(w, `,"requestsByRoute":{`)
	comma := ""
	for name, route := range routes {
		leakBudgetNumber(w, comma+leakBudgetQuote(name)+":", atomic.LoadUint64(&route.requests))
		comma = ","
	}
	leakBudgetText(w, "}")
}

// leakBudgetCollect runs GC until live bytes stop falling: a sync.Pool needs
// two runs, a finalizer two, what a finalizer sets free more.
func leakBudgetCollect(stats *runtime.MemStats, release bool) {
	before := uint64(0)
	for run := 1; run <= 12; run++ {
		runtime.GC()
		// Finalizers and cleanups run on goroutines of the runtime.
		time.Sleep(time.Millisecond)
		runtime.ReadMemStats(stats)
		if run >= 3 && stats.HeapAlloc+1024 > before {
			break
		}
		before = stats.HeapAlloc
	}
	if release {
		debug.FreeOSMemory()
		runtime.ReadMemStats(stats)
	}
}

func leakBudgetProfile(w *leakBudgetWorker, name, level string) {
	profile := pprof.Lookup(name)
	if profile == nil {
		leakBudgetRefuse(w, "the runtime has no profile of that name")
		return
	}
	detail, _ := strconv.Atoi(level)
	leakBudgetHead(w, "200 OK", "application/octet-stream", "")
	leakBudgetFail(w, profile.WriteTo(w, detail))
}

// leakBudgetLeaked collects three times, for the first answer may be short
// right after goroutines were started. Only writing the profile runs detection.
func leakBudgetLeaked(w *leakBudgetWorker) {
	profile := pprof.Lookup("goroutineleak")
	if profile == nil {
		leakBudgetRefuse(w, "the runtime has no goroutineleak profile")
		return
	}
	best, most := "", -1
	for i := 0; i < 3; i++ {
		var answer strings.Builder
		err := profile.WriteTo(&answer, 0)
		count := profile.Count()
		if err == nil && count > most {
			best, most = answer.String(), count
		}
	}
	leakBudgetHead(w, "200 OK", "application/octet-stream", "X-Count: "+strconv.Itoa(most)+"\r\n")
	leakBudgetText(w, best)
}
