/**
 * A function of the shell: `label_server FOLDER` prints the server.go of a net/http
 * so that goroutines carry their request's route around each handler, by the
 * functions of agent/http_routes.go. It fails where that file, or what those
 * functions need of request.go, is not as it was from Go 1.23 to 1.27: each text
 * that is looked for must be there exactly once. What is added stays on the
 * lines that are there: the numbers of lines are the original's.
 */
export const labelServer = String.raw`
label_server() {
	[ "$(grep -c '^	ctx context\.Context$' "$1/request.go")" = 1 ] && awk '
		$0 == "\thandler.ServeHTTP(rw, req)" {
			$0 = "\tbefore := leakBudgetEnter(handler, req); handler.ServeHTTP(rw, req); leakBudgetLeave(before)"
			handlers++
		}
		/^\t*h, r\.Pattern, r\.pat, r\.matches = mux\.findHandler\(r\)$/ {
			$0 = $0 "; leakBudgetMatch(r)"
			muxes++
		}
		/^\tif use121 {$/ { choices++ }
		{ print }
		END { exit handlers != 1 || muxes != 1 || choices == 0 }
	' "$1/server.go"
}`.trim();
