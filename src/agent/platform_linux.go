package net

import (
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
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

// leakBudgetOpenFiles counts the open descriptors but for the agent's own, and
// the TCP sockets among them by their state: the kernel tells it of each
// (TCP_INFO), which takes a ninth of looking them up in /proc/net/tcp, and is
// right in every network namespace. False after a chroot without /proc.
func leakBudgetOpenFiles(buffer []byte) (open int, connections [16]int, ok bool) {
	folder, err := syscall.Open("/proc/self/fd", syscall.O_RDONLY|syscall.O_DIRECTORY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return 0, connections, false
	}
	defer syscall.Close(folder)
	for {
		n, err := syscall.ReadDirent(folder, buffer)
		if err != nil {
			return 0, connections, false
		}
		if n <= 0 {
			break
		}
		_, _, names := syscall.ParseDirent(buffer[:n], -1, nil)
		for _, name := range names {
			descriptor, err := strconv.Atoi(name)
			if err == nil {
				open++
				connections[leakBudgetState(descriptor)]++
			}
		}
	}
	// The listener, its clients, and the folder that was read.
	open -= int(1 + atomic.LoadInt32(&leakBudgetClients) + 1)
	// What is no TCP socket, and what only listens, is no connection.
	connections[0], connections[leakBudgetListens] = 0, 0
	return open, connections, true
}

const leakBudgetListens = 10

// leakBudgetState is the first byte of TCP_INFO; 0 for what is no TCP socket.
func leakBudgetState(descriptor int) byte {
	value, err := syscall.GetsockoptInt(descriptor, syscall.IPPROTO_TCP, syscall.TCP_INFO)
	if err != nil {
		return 0
	}
	info := int32(value)
	return *(*byte)(unsafe.Pointer(&info)) & 15
}
