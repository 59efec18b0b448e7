// Package system: leaks of what the operating system gives: processes, pipes,
// files, threads, memory of C.
package system

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os/exec"

	"example.com/cases/corpus"
	"example.com/cases/truth"
)

const pkg = "example.com/cases/system."

func init() {
	corpus.Register(corpus.Case{
		Name: "exec-without-wait", Kind: corpus.Leak, Metric: corpus.Goroutines,
		Functions: []string{"os/exec.(*Cmd).watchCtx.func1", "os/exec.(*Cmd).Start.func2", pkg + "(*Converter).Version"},
		Requests:  20, Paths: []string{"/version"}, SettleTimeoutMs: corpus.SoonMs,
		Start:  func(s *corpus.Service) error { return serveVersion(s, (*Converter).Version) },
		Mended: func(s *corpus.Service) error { return serveVersion(s, (*Converter).VersionAndWait) },
	})
}

func serveVersion(s *corpus.Service, version func(*Converter) (string, error)) error {
	converter := &Converter{ctx: s.Context, tool: "echo"}
	s.Handle("GET /version", func(w http.ResponseWriter, r *http.Request) {
		found, err := version(converter)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		corpus.Answer(w, map[string]string{"version": found})
	})
	return nil
}

// Converter runs a tool that ends with the service.
type Converter struct {
	ctx  context.Context
	tool string
}

// Version reads what the tool says, and never waits for the process.
func (c *Converter) Version() (string, error) {
	command, output, err := c.start()
	if err != nil {
		return "", err
	}
	truth.Goroutines.Add(1)
	truth.Files.Add(2) // the pipe, and Linux's handle of the process
	return firstLine(command, output)
}

func (c *Converter) VersionAndWait() (string, error) {
	command, output, err := c.start()
	if err != nil {
		return "", err
	}
	defer command.Wait()
	return firstLine(command, output)
}

func (c *Converter) start() (*exec.Cmd, io.Reader, error) {
	command := exec.CommandContext(c.ctx, c.tool, "7.1.1")
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	return command, output, command.Start()
}

func firstLine(command *exec.Cmd, output io.Reader) (line string, err error) {
	if _, err = fmt.Fscanln(output, &line); err != nil {
		return "", fmt.Errorf("%s: %w", command.Path, err)
	}
	return line, nil
}
