import { map, syncMap } from "./keepers.ts";
import { all, any, at, has, heap as isHeap, putInto } from "./match.ts";
import type { Row } from "./row.ts";

/** Memory that something of the service's own keeps: by what was allocated, and last of all that it is kept. */
export const heap: readonly Row[] = [
	{
		id: "sync-map-grows",
		when: all(isHeap, any(syncMap, putInto(syncMap))),
		cause:
			"Entries are stored in a `sync.Map`, under keys that are new each time, and not deleted.",
		mend: "Delete each entry when its user ends, or bound the map by size or age.",
		code: `sessions.Store(id, s)
defer sessions.Delete(id)`,
		link: "https://pkg.go.dev/sync#Map",
	},
	{
		id: "map-grows",
		when: all(isHeap, any(map, putInto(map))),
		cause:
			"A map grows with every round: entries are added under new keys and not deleted.",
		mend: "Bound it by size or age. A map keeps its buckets when entries are deleted: where one shrinks for good, make a new one.",
		code: `if len(cache) >= maxEntries {
	delete(cache, oldest)
}`,
		link: "https://go.dev/blog/swisstable",
	},
	{
		id: "string-kept-whole",
		when: all(
			isHeap,
			has(
				"strings.(*Builder).Grow",
				"strings.(*Builder).grow",
				"strings.(*Builder).WriteString",
				"strings.(*Builder).WriteByte",
				"strings.(*Builder).Write",
				"strings.Join",
				"strings.Repeat",
				"strings.Replace",
				"strings.ReplaceAll",
			),
		),
		cause:
			"Strings built here are kept, and a part of one keeps the whole: a short substring holds all of what it was cut from.",
		mend: "Keep a copy of the part; where the whole is wanted, bound what keeps it.",
		code: `id, _, _ := strings.Cut(token, ".")
keep(strings.Clone(id))`,
		link: "https://pkg.go.dev/strings#Clone",
	},
	{
		id: "read-buffer-kept",
		when: all(
			isHeap,
			has(
				"io.ReadAll",
				"os.ReadFile",
				"bytes.growSlice",
				"bytes.(*Buffer).grow",
				"bytes.(*Buffer).ReadFrom",
			),
		),
		cause:
			"What was read into memory here is kept, whole, even where only a part of it is used: a sub-slice holds its whole array.",
		mend: "Keep a copy of the part; where the whole is wanted, bound what keeps it.",
		code: `head := slices.Clone(body[:16])`,
		link: "https://go.dev/blog/slices-intro#a-possible-gotcha",
	},
	{
		id: "decoded-values-kept",
		when: all(
			isHeap,
			has(
				"encoding/json.Unmarshal",
				"encoding/json.(*Decoder).Decode",
				"encoding/xml.Unmarshal",
				"encoding/xml.(*Decoder).Decode",
				"encoding/gob.(*Decoder).Decode",
				"encoding/csv.(*Reader).ReadAll",
				"encoding/csv.(*Reader).Read",
				"google.golang.org/protobuf/proto.Unmarshal",
			),
		),
		cause:
			"Values decoded here are still reachable after the load and a garbage collection: a cache, a queue or a log of them only grows.",
		mend: "Bound what keeps them by size or age, and keep only the fields that are used.",
		code: `if len(cache) >= maxEntries {
	delete(cache, oldest)
}`,
		link: "https://go.dev/doc/gc-guide",
	},
	{
		id: "compiled-per-request",
		when: all(
			isHeap,
			has(
				"regexp.compile",
				"regexp.Compile",
				"regexp.MustCompile",
				"text/template.(*Template).Parse",
				"html/template.(*Template).Parse",
			),
		),
		cause:
			"Compiled expressions or templates are kept: probably each request compiles one and a cache without bound holds it.",
		mend: "Compile once, into a package variable.",
		code: `var order = regexp.MustCompile("^[a-z]+-[0-9]+$")`,
		link: "https://pkg.go.dev/regexp#MustCompile",
	},
	{
		id: "compressor-kept",
		when: all(
			isHeap,
			at(
				"compress/flate.*",
				"compress/gzip.*",
				"compress/zlib.*",
				"github.com/klauspost/compress/flate.*",
				"github.com/klauspost/compress/gzip.*",
				"github.com/klauspost/compress/zstd.*",
			),
		),
		cause:
			"Compressors are kept, up to a megabyte each: they are made for each request and something still refers to them.",
		mend: "Close them and use them again through a `sync.Pool` with `Reset`.",
		code: `zw := writers.Get().(*gzip.Writer)
defer writers.Put(zw)
zw.Reset(w)`,
		link: "https://pkg.go.dev/compress/gzip#Writer.Reset",
	},
	{
		id: "bufio-kept",
		when: all(
			isHeap,
			at(
				"bufio.NewReaderSize",
				"bufio.NewWriterSize",
				"bufio.NewReader",
				"bufio.NewWriter",
				"bufio.(*Scanner).Scan",
				"bufio.(*Scanner).Buffer",
			),
		),
		cause:
			"Buffers of readers or writers are kept, 4 KiB or more each: probably connections or files that are not closed hold them.",
		mend: "Close what is read or written, and drop the buffer with it.",
		code: "defer conn.Close()",
		link: "https://pkg.go.dev/bufio#NewReaderSize",
	},
	{
		id: "heap-kept",
		when: isHeap,
		cause:
			"It is still reachable after the load: most often a map, slice, list or cache that only grows.",
		mend: "Bound what keeps it by size or age, or keep a copy of the part that is wanted; an object in a cycle that has a finalizer is never freed.",
		code: `if len(cache) >= maxEntries {
	delete(cache, oldest)
}
keep(slices.Clone(upload[:8]))`,
		link: "https://go.dev/doc/gc-guide",
	},
];
