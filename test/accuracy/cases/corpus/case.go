// Package corpus describes cases and serves one of them.
package corpus

// Case is one small service of which it is known whether it leaks.
type Case struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	// Metric is what a leak shows in; for a healthy case what a false alarm would be about.
	Metric Metric `json:"metric"`
	// Functions: one of them must be among the first three culprits of a leak. None where
	// no profile of Go's can know (memory of C).
	Functions []string `json:"functions"`
	// Requests make one round of load.
	Requests int `json:"requests"`
	// Paths are requested in turn; without any it is "/".
	Paths []string `json:"paths"`
	// SettleTimeoutMs where the usual one is longer than this case needs.
	SettleTimeoutMs int `json:"settleTimeoutMs,omitempty"`
	// Env is the environment that the case is about.
	Env map[string]string `json:"env"`
	// Budgets are written for metrics that have none by default.
	Budgets map[string]string `json:"budgets"`
	// Build is the variant of the binary that the case needs.
	Build Build `json:"build,omitempty"`
	// Start adds the routes of the leaking, or healthy, service.
	Start Starter `json:"-"`
	// Mended is the same service without its leak; nil for a healthy case.
	Mended Starter `json:"-"`
}

type Starter func(*Service) error

type Kind string

const (
	Leak    Kind = "leak"
	Healthy Kind = "healthy"
)

type Metric string

const (
	Goroutines     Metric = "goroutines"
	InuseSpace     Metric = "inuse_space"
	RSS            Metric = "rss"
	Threads        Metric = "threads"
	OpenFiles      Metric = "open_files"
	TCPConnections Metric = "tcp_connections"
)

type Build string

const (
	Race Build = "race" // go build -race
	Cgo  Build = "cgo"  // CGO_ENABLED=1 and a C compiler
)

// SoonMs is the settle timeout of a leak that nothing will clean up later.
const SoonMs = 3000
