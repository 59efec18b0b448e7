// Asks Go's regexp package which texts match which expressions, for match.test.ts:
//
//	go run test/pprof/re2/golden.go >test/pprof/re2/golden.txt
//
// The first line of its output are the texts, each other one an expression.
// With a number it makes that many cases at random instead (seeded by it).
package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"strconv"
	"strings"
)

type Case struct {
	Pattern string `json:"pattern"`
	// For each of the texts whether it matches; null when Go refuses the pattern.
	Matches []bool `json:"matches"`
}

var texts = []string{
	"", "a", "A", "ab", "aab", "abab", "b\na", "a\n", "a.b", "main.main", "Main.Leak", "runtime.gopark",
	"github.com/a/b.(*T[...]).Do.func1", "x_1-2", "é", "K", "ſ", "世界", "a{2}", "a-b", "[a]", "\\d", "\t x", "🙂z", "..//", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
}

var patterns = []string{
	"", "a", "^a$", "a|b", "(a|b)*c?", "(?i)MAIN", "(?i)k", "(?i)s", "(?i)[k-t]", "a**", "a*?*", "a+?", "*", "(", ")", "a)", "(?:a", "[a", "[]a]", "[^]a]", "[a-]", "[-a]", "[a-c-e]", "[b-a]", "[[:alpha:]]", "[[:foo:]]", "[[:^digit:]]", "[:alpha:]",
	`\d`, `\D`, `\w+`, `\W`, `\s`, `[\d\s]`, `[^\w]`, `[\D]`, `\pL`, `\p{Han}`, `\P{Han}`, `\p{^Han}`, `\p{Greek}`, `\pZ`, `\p{Foo}`, `\p`, `[\pN]`, `[^\pL]`,
	`\bmain\b`, `\B`, `\Aa`, `a\z`, `a\Z`, "(?m)^a", "(?m)b$", "b$", "(?s)b.a", "b.a", "(?-s:b.a)", "(?U)a+", "(?x)a", "(?P<n>a)", "(?<n>a)", "(?P<n", "(?=a)", "(?!a)", `\1`, `(a)\1`, `\101`, `\x41`, `\x{1F642}`, `\x{110000}`, `\xZ`, `\q`, `\.`, `\-`, `\_`, `\/`, `\é`, `\`, `\Q.b\E`, `\Qa`, `\Qab\E+`, `\C`, `\a\f\t\n\r\v`,
	"a{2}", "a{2,}", "a{,2}", "a{2,1}", "a{1001}", "(a{100}){11}", "(a{100}){10}", "a{0}", "a{0,2}b", "a{02}", "a{", "a{2", "{2}", "a{2}{3}", "a{2}*", "x{2}?", "^*", "$*", "(?i)*", "a|*", "|a", "a||b", "()", "()*", "(|a)*", "(a*)*", "(a|a)*b", "(a+)+$", "(a*)*c", "(.*)(.*)(.*)(.*)x", `\(\*T\[\.\.\.\]\)`, `[[:word:]]\.`, `[\]]`, `[\[]`, `[\\]`, `[a\-b]`, `[\x41-\x43]`, `[\101]`, ".", "..", "^.$", "[^a]", "[^\n]", "(?s).", "^$", "(?m)^$", `^\b`, `$a`, `a^`, "(?i)é", "(?i)É", "世+", "[世-界]", "(?i:a)B", "(?i)(?-i)A", "(?i-s)A.", "(?^a)", "(?)", "(?:)", "(?a)",
}

func main() {
	cases := []Case{}
	if len(os.Args) > 1 {
		seed, _ := strconv.Atoi(os.Args[1])
		random := rand.New(rand.NewSource(int64(seed)))
		parts := strings.Split(`a b A . * + ? | ( ) [ ] ^ $ \b \B \d \w \W \pL {2} {1,2} {0} - (?i) (?: (?m) (?s) [^a] [a-b] [[:alpha:]] \. \A \z é 世 0 \x41 \Q \E _ :`, " ")
		patterns = nil
		for range seed {
			pattern := ""
			for range 1 + random.Intn(8) {
				pattern += parts[random.Intn(len(parts))]
			}
			patterns = append(patterns, pattern)
		}
	}
	for _, pattern := range patterns {
		one := Case{Pattern: pattern}
		if compiled, err := regexp.Compile(pattern); err == nil {
			for _, text := range texts {
				one.Matches = append(one.Matches, compiled.MatchString(text))
			}
		}
		cases = append(cases, one)
	}
	all, _ := json.Marshal(texts)
	fmt.Println(string(all))
	for _, one := range cases {
		line, _ := json.Marshal(one)
		fmt.Println(string(line))
	}
}
