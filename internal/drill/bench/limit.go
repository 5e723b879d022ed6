package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/drill"
	"sevenfold/internal/identity"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
	"sevenfold/web"
)

// limitCommand makes this program the limit that pages are held against.
const limitCommand = "limit"

// still stands where the database would: it knows one answer to everything, and
// a page asked of it costs no more than what the page itself does.
type still struct {
	web.Store
	response      audit.Response
	questionnaire audit.Questionnaire
}

func (s still) Viewer(_ context.Context, _ []byte, trustID string, _ time.Time) (identity.Viewer, error) {
	return identity.Viewer{
		PersonID: sample.PersonID, SessionID: sample.PersonID, TrustID: trustID, TrustName: sample.TrustName,
		Name: "trustee1", Roles: []trust.Role{trust.Trustee},
	}, nil
}

func (s still) Response(_ context.Context, trustID, roundID, _ string) (audit.Round, audit.Response, error) {
	now := time.Now()
	return sample.Round(func(r *audit.Round) {
		r.TrustID, r.ID, r.OpensAt, r.ClosesAt = trustID, roundID, now.Add(-time.Hour), now.AddDate(0, 1, 0)
	}), s.response, nil
}

func (s still) Questionnaire(context.Context, audit.Round) (audit.Questionnaire, error) {
	return s.questionnaire, nil
}

// serveLimit serves the whole site, without a database, until its input ends.
func serveLimit() error {
	q, err := drill.Questionnaire()
	if err != nil {
		return err
	}
	stands := still{questionnaire: q, response: audit.Response{
		RespondentID: sample.PersonID, ID: sample.PersonID, Group: trust.Trustees, Answers: map[string]audit.Answer{},
	}}
	for _, n := range drill.Answers(q, 0) {
		n.Revision, n.SavedAt = 1, time.Now()
		stands.response.Answers[n.Statement] = n
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	site := web.New(web.Config{
		Store: stands, Ready: func(context.Context) error { return nil }, Now: time.Now,
		Address: &url.URL{Scheme: "http", Host: listener.Addr().String()}, Framework: q.Framework, Text: sevenfold.Domains,
	})
	fmt.Println(listener.Addr())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = listener.Close()
	}()
	if err := http.Serve(listener, site); !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("serve the limit: %w", err)
	}
	return nil
}

// limit is a process of its own, as the program is.
type limit struct {
	addr  string
	cmd   *exec.Cmd
	input io.Closer
}

func startLimit() (*limit, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	l := &limit{cmd: exec.Command(self, limitCommand)}
	l.cmd.Stderr = os.Stderr
	l.cmd.Env = append(os.Environ(), "GOGC=400") // as the program has it
	if l.input, err = l.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start the limit: %w", err)
	}
	said, err := l.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the limit: %w", err)
	}
	if err := l.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the limit: %w", err)
	}
	addr, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start the limit: %w", err), l.stop())
	}
	l.addr = strings.TrimSpace(addr)
	return l, nil
}

func (l *limit) stop() error {
	_ = l.input.Close()
	return l.cmd.Wait()
}
