package corpus

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

var cases []Case

// Register adds a case; the files of the cases call it from init.
func Register(c Case) {
	if c.Functions == nil {
		c.Functions = []string{}
	}
	if c.Paths == nil {
		c.Paths = []string{"/"}
	}
	if c.Env == nil {
		c.Env = map[string]string{}
	}
	if c.Budgets == nil {
		c.Budgets = map[string]string{}
	}
	cases = append(cases, c)
}

// Find returns what starts the case of that name, or its mended twin.
func Find(name string, mended bool) (Starter, error) {
	at := slices.IndexFunc(cases, func(c Case) bool { return c.Name == name })
	switch {
	case at < 0:
		return nil, fmt.Errorf("there is no case %q in this build; -list prints them", name)
	case mended && cases[at].Mended == nil:
		return nil, fmt.Errorf("%s is healthy, it has no mended twin", name)
	case mended:
		return cases[at].Mended, nil
	}
	return cases[at].Start, nil
}

// List writes the registry as JSON, leaks first, by name.
func List(w io.Writer) error {
	type row struct {
		Case
		Mended bool `json:"mended"`
	}
	rows := make([]row, 0, len(cases))
	for _, c := range cases {
		rows = append(rows, row{Case: c, Mended: c.Mended != nil})
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.Kind != b.Kind {
			return strings.Compare(string(b.Kind), string(a.Kind))
		}
		return strings.Compare(a.Name, b.Name)
	})
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "\t")
	return encoder.Encode(rows)
}
