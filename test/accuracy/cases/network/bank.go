package network

import (
	"bufio"
	"net"
	"slices"
	"syscall"
	"time"
)

// startBank serves all connections with one goroutine, so that connections are
// all that grows with connections: it answers the first line of each, and keeps
// it until the other side closes.
func startBank() (addr string, err error) {
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return "", err
	}
	go serveBank(listener)
	return listener.Addr().String(), nil
}

func serveBank(listener *net.TCPListener) {
	var open []*net.TCPConn
	for {
		listener.SetDeadline(time.Now().Add(100 * time.Millisecond))
		connection, err := listener.AcceptTCP()
		if err != nil {
			open = slices.DeleteFunc(open, closeIfLeft)
			continue
		}
		if _, err := bufio.NewReaderSize(connection, 16).ReadString('\n'); err == nil {
			connection.Write([]byte("OK\n"))
		}
		open = append(open, connection)
	}
}

// closeIfLeft looks at a connection without waiting for it.
func closeIfLeft(connection *net.TCPConn) bool {
	raw, err := connection.SyscallConn()
	if err != nil {
		return true
	}
	left := false
	raw.Read(func(fd uintptr) bool {
		n, _, err := syscall.Recvfrom(int(fd), make([]byte, 1), syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		left = n == 0 && err == nil
		return true
	})
	if left {
		connection.Close()
	}
	return left
}
