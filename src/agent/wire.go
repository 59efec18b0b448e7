//go:build linux || darwin

package net

import (
	"errors"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
	"unicode/utf8"
)

// Also found in the binary by whoever wants to know whether the overlay was used.
const leakBudgetMarker = "go-leak-budget agent 1"

// leakBudgetConnection answers one request; a client that says nothing or stops
// reading is let go by the descriptor's time limit.
func leakBudgetConnection(w *leakBudgetWorker, descriptor int) {
	atomic.AddInt32(&leakBudgetClients, 1)
	defer atomic.AddInt32(&leakBudgetClients, -1)
	defer syscall.Close(descriptor)
	w.descriptor, w.held, w.started, w.err = descriptor, 0, false, nil
	leakBudgetPrepare(descriptor)
	method, target, ok := leakBudgetRead(w)
	if ok && leakBudgetAnswer(w, method, target) {
		leakBudgetFlush(w)
		leakBudgetSend(w, []byte("0\r\n\r\n"))
	}
}

// leakBudgetRead takes the request line and drops the headers: no request has a body.
func leakBudgetRead(w *leakBudgetWorker) (method, target string, ok bool) {
	held := 0
	for until := time.Now().Add(leakBudgetPatience); held < len(w.input) && time.Now().Before(until); {
		n, err := syscall.Read(w.descriptor, w.input[held:])
		if err == syscall.EINTR {
			continue
		}
		if err != nil || n <= 0 {
			break
		}
		held += n
		head := string(w.input[:held])
		if strings.Contains(head, "\r\n\r\n") {
			line, _ := leakBudgetCut(head, "\r\n")
			method, rest := leakBudgetCut(line, " ")
			target, _ := leakBudgetCut(rest, " ")
			return method, target, true
		}
	}
	return "", "", false
}

func leakBudgetHead(w *leakBudgetWorker, status, kind, more string) {
	leakBudgetSend(w, []byte("HTTP/1.1 "+status+"\r\nServer: "+leakBudgetMarker+"\r\nContent-Type: "+kind+
		"\r\n"+more+"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"))
}

func leakBudgetRefuse(w *leakBudgetWorker, why string) {
	leakBudgetHead(w, "404 Not Found", "text/plain", "")
	leakBudgetText(w, why)
}

// Write gathers an answer's body into chunks: a whole profile is never held.
func (w *leakBudgetWorker) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0 && w.err == nil; {
		n := copy(w.output[w.held:], rest)
		w.held += n
		rest = rest[n:]
		if w.held == len(w.output) {
			leakBudgetFlush(w)
		}
	}
	return len(p), w.err
}

func leakBudgetFlush(w *leakBudgetWorker) {
	if w.held > 0 {
		leakBudgetSend(w, []byte(strconv.FormatInt(int64(w.held), 16)+"\r\n"))
		leakBudgetSend(w, w.output[:w.held])
		leakBudgetSend(w, []byte("\r\n"))
		w.held = 0
	}
}

func leakBudgetSend(w *leakBudgetWorker, p []byte) {
	for len(p) > 0 && w.err == nil {
		n, err := syscall.SendmsgN(w.descriptor, p, nil, nil, leakBudgetNoSignal)
		if err == syscall.EINTR {
			continue
		}
		if err == nil && n <= 0 {
			err = errors.New("the client is gone")
		}
		if err != nil {
			leakBudgetFail(w, err)
			return
		}
		p = p[n:]
	}
}

func leakBudgetFail(w *leakBudgetWorker, err error) {
	if w.err == nil {
		w.err = err
	}
}

func leakBudgetText(w *leakBudgetWorker, text string) {
	w.Write([]byte(text))
}

func leakBudgetNumber(w *leakBudgetWorker, key string, value uint64) {
	leakBudgetText(w, key+strconv.FormatUint(value, 10))
}

func leakBudgetList(values []string) string {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = leakBudgetQuote(value)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

// leakBudgetQuote writes a JSON string; control characters, and all but ASCII in what is not UTF-8, become question marks.
func leakBudgetQuote(value string) string {
	valid := utf8.ValidString(value)
	quoted := []byte{'"'}
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '"' || c == '\\':
			quoted = append(quoted, '\\', c)
		case c < ' ' || c > '~' && !valid:
			quoted = append(quoted, '?')
		default:
			quoted = append(quoted, c)
		}
	}
	return string(append(quoted, '"'))
}

// leakBudgetParameter is one value of a query, percent-decoded.
func leakBudgetParameter(query, key string) string {
	for _, pair := range strings.Split(query, "&") {
		name, value := leakBudgetCut(pair, "=")
		if name == key {
			return leakBudgetDecode(value)
		}
	}
	return ""
}

func leakBudgetDecode(value string) string {
	var decoded []byte
	for i := 0; i < len(value); i++ {
		if value[i] == '%' && i+2 < len(value) {
			if c, err := strconv.ParseUint(value[i+1:i+3], 16, 8); err == nil {
				decoded = append(decoded, byte(c))
				i += 2
				continue
			}
		}
		decoded = append(decoded, value[i])
	}
	return string(decoded)
}

// leakBudgetCut is strings.Cut, which old standard libraries lack.
func leakBudgetCut(text, separator string) (before, after string) {
	if at := strings.Index(text, separator); at >= 0 {
		return text[:at], text[at+len(separator):]
	}
	return text, ""
}
