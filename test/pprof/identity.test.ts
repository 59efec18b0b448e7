import { describe, expect, test } from "@jest/globals";
import { framePlaces } from "../../src/pprof/frame-places.ts";
import { displayName, frameKey } from "../../src/pprof/identity.ts";
import { packagePath } from "../../src/pprof/symbol.ts";

describe("frameKey", () => {
	// Symbols of real programs, Go 1.19 to 1.27.
	test.each([
		["main.main", "main.main"],
		["runtime.gopark", "runtime.gopark"],
		["main.start.func1", "main.start"],
		["main.start.func1.1", "main.start"],
		["main.start.func1.1.2", "main.start"],
		["main.start.func1.start.func1.1.2", "main.start"],
		["main.start.func2.gowrap1", "main.start"],
		["main.start.gowrap3", "main.start"],
		["main.start.func2.deferwrap1", "main.start"],
		["main.waitRangeFunc-range1", "main.waitRangeFunc"],
		["main.waitRangeFunc.func2-range11", "main.waitRangeFunc"],
		["main.(*service).wait-fm", "main.(*service).wait"],
		["main.(*service).wait", "main.(*service).wait"],
		["main.document.UnmarshalYAML", "main.document.UnmarshalYAML"],
		["main.document.UnmarshalYAML.func1", "main.document.UnmarshalYAML"],
		["main.init", "main.init"],
		["main.init.0", "main.init"],
		["main.init.0.func1", "main.init"],
		["main.init.func1", "main.init"],
		["main.glob..func1", "main.init"],
		["main.func1", "main.func1"],
		["main.func1.func2", "main.func1"],
		["main.refunc1", "main.refunc1"],
		["main.worker.function1", "main.worker.function1"],
		["net/http.(*persistConn).readLoop", "net/http.(*persistConn).readLoop"],
		["net/http.(*Server).Serve.gowrap3", "net/http.(*Server).Serve"],
		[
			"context.(*cancelCtx).propagateCancel.func2",
			"context.(*cancelCtx).propagateCancel",
		],
		[
			"golang.org/x/sync/errgroup.(*Group).Go.func1",
			"golang.org/x/sync/errgroup.(*Group).Go",
		],
		[
			"example.com/shop/internal/orders.(*Client).Fetch.func1",
			"example.com/shop/internal/orders.(*Client).Fetch",
		],
		[
			"gopkg.in/yaml%2ev3.(*decoder).document",
			"gopkg.in/yaml.v3.(*decoder).document",
		],
		[
			"gopkg.in/yaml.v3.(*decoder).document",
			"gopkg.in/yaml.v3.(*decoder).document",
		],
		["main.Map[go.shape.int]", "main.Map"],
		["main.Map[...]", "main.Map"],
		["main.Map[...].func1", "main.Map"],
		["main.Map[go.shape.struct { F []int }].func1.2", "main.Map"],
		["main.(*Box[go.shape.string]).Take", "main.(*Box).Take"],
		["main.(*Box[...]).Take-fm", "main.(*Box).Take"],
		["main.Map[github.com/a/b%2ev2.T]", "main.Map"],
		["iter.Pull[go.shape.int].func2", "iter.Pull"],
		[
			"internal/sync.newIndirectNode[go.shape.interface {},go.shape.interface {}]",
			"internal/sync.newIndirectNode",
		],
		[
			"vendor/golang.org/x/net/http2/hpack.NewEncoder",
			"golang.org/x/net/http2/hpack.NewEncoder",
		],
		["shop/vendor/github.com/a/b.(*T).M", "github.com/a/b.(*T).M"],
		["type:.eq.main.T", "type:.eq.main.T"],
		["_rt0_amd64_linux", "_rt0_amd64_linux"],
		["malloc", "malloc"],
		["", ""],
		["main.open[[", "main.open[["],
		// A closure inlined into a closure: what tracebacks leave of it, and the symbol.
		["main.nested[...].1", "main.nested"],
		["main.nested[go.shape.int].Each[go.shape.int].2", "main.nested"],
		[
			"main.(*S[go.shape.string]).F.(*S[go.shape.string]).F.func1.Each[go.shape.string].func3",
			"main.(*S).F",
		],
		["main.(*S[go.shape.int]).Map[go.shape.string].func1", "main.(*S).Map"],
		// A pointer has the methods of its value.
		["main.(*val).Apply.val.Apply.func1", "main.val.Apply"],
		["main.(*val).Apply.val.Apply.func1.2", "main.val.Apply"],
		["main.(*val).Apply.val.Other.func1", "main.(*val).Apply.val.Other"],
		[
			"example.com/my.app/internal/api%252ev1.Each[...].func1",
			"example.com/my.app/internal/api.v1.Each",
		],
	])("%s → %s", (name, key) => {
		expect(frameKey(name)).toBe(key);
	});
	test("is its own key", () => {
		for (const name of ["main.a.func1-range1", "main.(*T[int]).M.func1"])
			expect(frameKey(frameKey(name))).toBe(frameKey(name));
	});
});

/** Names and files that Go 1.26.8 and 1.27.0 made of the same sources. */
describe("a closure that another package's function wrote and main inlined", () => {
	const places = framePlaces({ firstParty: [], libraries: [] }, undefined);
	const CACHE = "/root/go/pkg/mod";
	test.each([
		["main.main.Logging.func3", "Logging.func1"],
		["main.init.Logging.func1", "Logging.func1"],
		["main.main.Twice.func7", "Twice.func1"],
		["main.main.gowrap1.Wait.1", "Wait.1"],
		["main.main.gowrap2.Each[go.shape.int].1", "Each[go.shape.int].1"],
		["main.main.gowrap2.Each[...].1", "Each[...].1"],
		["main.main.func2.Seq.1", "Seq.1"],
		["main.main.(*Pool).Handler.func4", "(*Pool).Handler.func1"],
		[
			"main.main.(*Box[go.shape.int]).Take.func6",
			"(*Box[go.shape.int]).Take.func1",
		],
		["main.(*server).run.(*Pool).Handler.func2", "(*Pool).Handler.func1"],
		["main.(*server).run.Logging.func1", "Logging.func1"],
	])("%s is %s", (go126, own) => {
		const go127 = `example.com/Lib/api%252ev1.${own}`;
		const expected = places(go127, "").key;
		expect(expected).toMatch(/^example\.com\/Lib\/api\.v1\.[^.]+(?:\.[^.]+)?$/);
		for (const file of [
			`${CACHE}/example.com/!lib/api.v1@v1.2.3/api.go`,
			"example.com/Lib/api.v1@v1.2.3/api.go",
			"/srv/shop/vendor/example.com/Lib/api.v1/api.go",
		]) {
			expect(places(go126, file).key).toBe(expected);
			expect(places(go127, file).key).toBe(expected);
		}
	});
	test.each([
		["main.main.OnceFunc.func12.1", "/usr/local/go/src/sync/oncefunc.go"],
		["main.main.OnceFunc.func12.1", "sync/oncefunc.go"],
		["hash/crc32.init.OnceFunc.func4", "/usr/local/go/src/sync/oncefunc.go"],
		[
			"main.main.OnceFunc.func12.1",
			`${CACHE}/golang.org/toolchain@v0.0.1-go1.25.4.linux-amd64/src/sync/oncefunc.go`,
		],
	])("%s in %s is of package sync", (name, file) => {
		expect(places(name, file).key).toBe("sync.OnceFunc");
	});
	test.each([
		// Its own package's: a method of a value, or a function in a function.
		["main.val.Apply.func1", "/srv/shop/main.go", "main.val.Apply"],
		[
			"example.com/Lib/api%2ev1.Opt.Apply.func1",
			`${CACHE}/example.com/!lib/api.v1@v1.2.3/api.go`,
			"example.com/Lib/api.v1.Opt.Apply",
		],
		// Two names behind the first: a method of a value, or two functions.
		[
			"main.main.Opt.Apply.func5",
			`${CACHE}/example.com/!lib/api.v1@v1.2.3/api.go`,
			"main.main.Opt.Apply",
		],
		// Where the user's own files lie does not tell their package.
		["main.main.Local.func8", "/srv/shop/mw/mw.go", "main.main.Local"],
		["main.main.Local.func8", "/cache/a@v1/mw.go", "main.main.Local"],
		// No closure: that its file lies elsewhere is a //line directive's doing.
		["main.F", "sync/oncefunc.go", "main.F"],
		["main.F.func1", "sync/oncefunc.go", "main.F"],
		["main.(*T).M.func1", "sync/oncefunc.go", "main.(*T).M"],
	])("but %s in %s stays %s", (name, file, key) => {
		expect(places(name, file).key).toBe(key);
	});
});

describe("displayName", () => {
	test.each([
		[
			"gopkg.in/yaml%2ev3.(*decoder).document",
			"gopkg.in/yaml.v3.(*decoder).document",
		],
		["main.Map[go.shape.int].func1", "main.Map[...].func1"],
		["main.(*Box[go.shape.[]string]).Take", "main.(*Box[...]).Take"],
		["vendor/golang.org/x/net/idna.init", "vendor/golang.org/x/net/idna.init"],
		["main.F[go.shape.int].Each[go.shape.[]int].func1", "main.F[...].func1"],
		["main.(*S[go.shape.int]).Map[go.shape.int]", "main.(*S[...]).Map[...]"],
		["main.(*S[go.shape.int]).M.func1", "main.(*S[...]).M.func1"],
		["example.com/api%252ev1.F", "example.com/api.v1.F"],
		["example.com/caf%c3%a9.F", "example.com/café.F"],
		// What could break a report's line, or is not UTF-8, stays as the symbol has it.
		["example.com/a%0ab.F", "example.com/a%0ab.F"],
		["example.com/a%ff.F", "example.com/a%ff.F"],
		["example.com/100%.F", "example.com/100%.F"],
	])("%s → %s", (name, shown) => {
		expect(displayName(name)).toBe(shown);
	});
});

describe("packagePath", () => {
	test.each([
		["main.main", "main"],
		["net/http.(*Server).Serve", "net/http"],
		["gopkg.in/yaml%2ev3.(*decoder).document", "gopkg.in/yaml%2ev3"],
		["github.com/a/b.F[github.com/c/d.T]", "github.com/a/b"],
		["github.com/a/b.(*T[github.com/c/d.U]).M", "github.com/a/b"],
		["example.com/shop.F", "example.com/shop"],
		["malloc", undefined],
	])("%s → %s", (name, path) => {
		expect(packagePath(name)).toBe(path);
	});
});
