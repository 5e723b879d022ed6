package drill

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// patience is how long a visitor waits for one answer.
const patience = 30 * time.Second

// Visitor is one browser with one connection, kept open. It is leaner than
// http.Client, for what asks shares the machine with what answers.
type Visitor struct {
	Addr string // HOST:PORT
	conn net.Conn
	in   *bufio.Reader
	out  bytes.Buffer
}

// Request is one thing that a browser asks for.
type Request struct {
	Method string
	Path   string
	Token  string // of the session
	Form   string // encoded
}

// Reply is what came back. Body holds nothing where it was not asked for.
type Reply struct {
	Status int
	Body   []byte
}

// Ask sends a request and reads the whole reply. After an error nobody can tell
// whether the request had its effect; the next one takes a new connection.
func (v *Visitor) Ask(r Request) (Reply, error) {
	reply, err := v.exchange(r)
	if err != nil {
		v.Leave()
		return Reply{}, fmt.Errorf("%s %s: %w", r.Method, r.Path, err)
	}
	return reply, nil
}

// Leave closes the connection.
func (v *Visitor) Leave() {
	if v.conn != nil {
		_ = v.conn.Close()
		v.conn = nil
	}
}

func (v *Visitor) exchange(r Request) (Reply, error) {
	if v.conn == nil {
		conn, err := net.DialTimeout("tcp", v.Addr, patience)
		if err != nil {
			return Reply{}, err
		}
		v.conn, v.in = conn, bufio.NewReaderSize(conn, 32<<10)
	}
	if err := v.conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return Reply{}, err
	}
	v.write(r)
	if _, err := v.conn.Write(v.out.Bytes()); err != nil {
		return Reply{}, err
	}
	response, err := http.ReadResponse(v.in, &http.Request{Method: r.Method})
	if err != nil {
		return Reply{}, err
	}
	defer response.Body.Close()
	reply := Reply{Status: response.StatusCode}
	if r.Method == http.MethodPut {
		reply.Body, err = io.ReadAll(response.Body)
	} else {
		_, err = io.Copy(io.Discard, response.Body)
	}
	if response.Close {
		v.Leave()
	}
	return reply, err
}

// write says what a browser says.
func (v *Visitor) write(r Request) {
	v.out.Reset()
	fmt.Fprintf(&v.out, "%s %s HTTP/1.1\r\nHost: %s\r\nAccept-Encoding: gzip\r\nSec-Fetch-Site: same-origin\r\n", r.Method, r.Path, v.Addr)
	if r.Token != "" {
		fmt.Fprintf(&v.out, "Cookie: session=%s\r\n", r.Token)
	}
	if r.Method != http.MethodGet {
		fmt.Fprintf(&v.out, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n", len(r.Form))
	}
	v.out.WriteString("\r\n" + r.Form)
}
