package net

import (
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	leakBudgetNoSignal = syscall.MSG_NOSIGNAL
	leakBudgetPatience = 30 * time.Second
)

func leakBudgetSocket() (int, error) {
	return syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
}

func leakBudgetAccept(listener int) (int, error) {
	descriptor, _, err := syscall.Accept4(listener, syscall.SOCK_CLOEXEC)
	return descriptor, err
}

func leakBudgetPrepare(descriptor int) {
	limit := syscall.NsecToTimeval(int64(leakBudgetPatience))
	syscall.SetsockoptTimeval(descriptor, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &limit)
	syscall.SetsockoptTimeval(descriptor, syscall.SOL_SOCKET, syscall.SO_SNDTIMEO, &limit)
}

// leakBudgetProcess reads resident bytes and threads; zeros after a chroot without /proc.
func leakBudgetProcess(buffer []byte) (rss, threads uint64) {
	descriptor, err := syscall.Open("/proc/self/status", syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return 0, 0
	}
	n, err := syscall.Read(descriptor, buffer)
	syscall.Close(descriptor)
	if err != nil || n <= 0 {
		return 0, 0
	}
	for _, line := range strings.Split(string(buffer[:n]), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		switch fields[0] {
		case "VmRSS:":
			rss, _ = strconv.ParseUint(fields[1], 10, 64)
			rss *= 1024
		case "Threads:":
			threads, _ = strconv.ParseUint(fields[1], 10, 64)
		}
	}
	return rss, threads
}
