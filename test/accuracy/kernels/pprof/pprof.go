// Package pprof stands in for runtime/pprof in the cases that ship with Go:
// there each ends with its profile, here the gate takes the profiles.
package pprof

import "io"

type Profile struct{}

func Lookup(string) *Profile { return &Profile{} }

func (*Profile) WriteTo(io.Writer, int) error { return nil }
