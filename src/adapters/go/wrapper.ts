import { labelsMark } from "../../agent/overlay.ts";
import { labelServer } from "./label-server.ts";

/** Stands for the GOROOT in the overlay that the wrapper completes. */
export const gorootPlaceholder = "@GOROOT@";

/** Where the wrapper puts its net/http/server.go for a version of Go; the file is there only if it is as the labels need it. */
export function labelledServer(workDir: string, version: string): string {
	return `${workDir}/server-${version.split(" ")[0]}.go`;
}

/** Where the wrapper puts the overlay that it completed for a version of Go. */
export function completedOverlay(workDir: string, version: string): string {
	return `${workDir}/${overlayName}-${version.split(" ")[0]}.json`;
}

/** Stands for the version of Go in that overlay. */
export const versionPlaceholder = "@VERSION@";

/** How an overlay of ours is told from the user's own in GOFLAGS. */
export const overlayName = "leak-budget-overlay";

/**
 * A `go` to be put first on PATH during one build. Each call asks which
 * toolchain it gets, for a build may change folders or set GOFLAGS anew, and
 * - gives GOFLAGS our overlay, made from `template` for that toolchain's GOROOT;
 *   an overlay that the build itself put there is left alone;
 * - changes two lines of that toolchain's net/http/server.go, so that goroutines
 *   carry their request's route; both must be there exactly once, else no labels.
 *   What is added stays on their lines: line numbers are the original's;
 * - leads to a toolchain that Go downloaded through a link: Go refuses to
 *   overlay files below the module cache, but compares paths as written;
 * - turns the goroutineleak profile on where it is an experiment, in Go 1.26:
 *   older versions refuse the name, newer ones have it anyway. `pkg@version`
 *   may be built by any toolchain, so it is left out there.
 */
export function goWrapper(options: {
	/** Absolute path of the real command. */
	readonly go: string;
	/** Absolute folder for the overlays and links it makes. */
	readonly workDir: string;
	/** Absolute path of the overlay with the placeholder. */
	readonly template: string;
	/** GOFLAGS where the build's environment has none, as with `go env -w`. */
	readonly goflags: string;
}): string {
	return `#!/bin/sh
# Made by go-leak-budget for one build: adds its agent to what this command builds.
go=${quote(options.go)}
work=${quote(options.workDir)}
template=${quote(options.template)}
# Go quotes a flag as a whole and escapes nothing.
q=${quote(options.workDir.includes("'") ? '"' : "'")}

in=.
case "\${1-}" in
-C) in=\${2-.} ;;
-C=*) in=\${1#-C=} ;;
*)
	case "\${2-}" in
	-C) in=\${3-.} ;;
	-C=*) in=\${2#-C=} ;;
	esac
	;;
esac
settings=$(cd "$in" 2>/dev/null && "$go" env GOVERSION GOROOT GOMODCACHE GOEXPERIMENT 2>/dev/null) || exec "$go" "$@"
{
	read -r version
	read -r goroot
	read -r cache
	read -r experiment
} <<END
$settings
END

case "$goroot" in
*[\\|\\&\\"\\\\]*) exec "$go" "$@" ;;
"\${cache:-none}"/*)
	link="$work/goroot-\${version%% *}"
	[ -L "$link" ] || ln -s "$goroot" "$link" 2>/dev/null
	GOROOT=$link
	export GOROOT
	goroot=$link
	go=$link/bin/go
	;;
esac

${labelServer}
overlay="$work/${overlayName}-\${version%% *}.json"
server="$work/server-\${version%% *}.go"
if [ ! -f "$overlay" ]; then
	if label_server "$goroot/src/net/http" >"$server.$$" 2>/dev/null && mv "$server.$$" "$server"; then
		labels='s|${labelsMark}||'
	else
		labels='/${labelsMark}/d'
		echo "go-leak-budget: the net/http of $version is not as labels need it: culprits have no routes" >&2
	fi
	sed -e "$labels" -e "s|${gorootPlaceholder}|$goroot|g" -e "s|${versionPlaceholder}|\${version%% *}|g" "$template" >"$overlay.$$" && mv "$overlay.$$" "$overlay"
fi
[ -n "\${GOFLAGS-}" ] || GOFLAGS=${quote(options.goflags)}
case "$GOFLAGS" in
*"$work/${overlayName}"*) ours=yes ;;
*-overlay=*) ours=no ;;
*) ours=yes ;;
esac
if [ "$ours" = yes ]; then
	GOFLAGS="$GOFLAGS $q-overlay=$overlay$q"
fi
export GOFLAGS

# Whether it is run or install of pkg@version: an @ elsewhere is an argument or a value.
versioned() {
	case "\${1-}" in
	-C=*) shift ;;
	-C)
		shift
		[ $# -eq 0 ] || shift
		;;
	esac
	case "\${1-}" in
	run | install) shift ;;
	*) return 1 ;;
	esac
	while [ $# -gt 0 ]; do
		case "$1" in
		-*)
			flag=\${1#-}
			case "\${flag#-}" in
			C | p | asmflags | buildmode | compiler | covermode | coverpkg | exec | gccgoflags | gcflags | installsuffix | ldflags | mod | modfile | o | overlay | pgo | pkgdir | tags | toolexec)
				# Its value is the next word.
				shift
				[ $# -eq 0 ] || shift
				;;
			*) shift ;;
			esac
			;;
		./* | ../* | /*) return 1 ;;
		*@*) return 0 ;;
		*) return 1 ;;
		esac
	done
	return 1
}

if ! versioned "$@"; then
	case "$version,$experiment," in
	*goroutineleakprofile,*) ;;
	go1.26[!0-9]*)
		GOEXPERIMENT="\${experiment:+$experiment,}goroutineleakprofile"
		export GOEXPERIMENT
		;;
	esac
fi
exec "$go" "$@"
`;
}

/** One word for sh, whatever is in it. */
function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
