package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"

	"sevenfold"
	"sevenfold/internal/framework"
	"sevenfold/internal/job"
	"sevenfold/internal/letter"
	"sevenfold/internal/mail"
	"sevenfold/internal/postgres"
	"sevenfold/internal/sample"
	"sevenfold/internal/typeset"
	"sevenfold/web"
	"sevenfold/web/asset"
)

const (
	// grace is how long requests in flight may take to finish once asked to stop.
	grace = 20 * time.Second
	// collectAt has memory collected once that many per cent of what is kept have
	// been thrown away. A page keeps nothing, so that the usual 100 collects every
	// few pages: this takes some 20 MB more, and a quarter less of the processor.
	collectAt = 400
	// fresh is how long the answer to "is the database ready?" is believed.
	fresh = time.Second
)

// serve runs the pages until it is stopped.
func serve(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	c, err := serveConfig(args, getenv, stderr)
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(stderr, nil)))
	if getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	if err := errors.Join(asset.Check(), typeset.Check()); err != nil {
		return err
	}
	inService, text, err := loadFramework(c.Framework)
	if err != nil {
		return err
	}
	sender, outbox, err := senderFor(c)
	if err != nil {
		return err
	}
	if lines, ok := sender.(io.Closer); ok {
		defer lines.Close()
	}
	// The port comes first: where it is taken, nothing else was begun.
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s (another program may hold it; --addr 127.0.0.1:0 takes any that is free): %w", c.Addr, err)
	}
	defer listener.Close()
	if c.Address.Port() == "0" {
		c.Address.Host = listener.Addr().String()
	}
	db, err := openDatabase(ctx, c)
	if err != nil {
		return err
	}
	defer db.close()
	store, err := postgres.Open(ctx, db.url)
	if err != nil {
		return err
	}
	defer store.Close()

	press := newPress(c)
	defer press.Close()
	readiness := newReadiness(store)
	site := web.Config{
		Store: store, Mail: sender, Ready: readiness.check, Now: time.Now, Address: c.Address, Behind: c.Proxied,
		Framework: inService, Text: text, Operator: c.Operator, RequestsPerMinute: c.Requests, Press: press,
	}
	if c.Demo {
		site.Demonstration = &web.Demonstration{Store: store, Outbox: outbox, About: sample.About}
	}
	jobs := job.Jobs{Store: store, Mail: sender, Writer: letter.Writer{Address: c.Address.String()}, Text: text, Current: inService, Typesetter: press, Now: time.Now}
	stopWork := func(context.Context) error { return nil }
	begin := func(ctx context.Context) error {
		if err := prepare(ctx, store, c.Demo); err != nil {
			return err
		}
		if c.Demo {
			if err := fillDemonstration(ctx, store, inService, text, time.Now()); err != nil {
				return err
			}
		}
		if stopWork, err = store.Work(context.WithoutCancel(ctx), jobs); err != nil {
			return err
		}
		readiness.settled.Store(true)
		go warmPress(ctx, press)
		if ctx.Err() == nil {
			fmt.Fprintf(stdout, "Sevenfold is ready: open %s\n", c.Address)
		}
		return nil
	}
	err = listen(ctx, listener, web.New(site), begin)
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	return errors.Join(err, stopWork(finishing))
}

// listen serves until ctx ends or begin fails, and lets requests in flight finish.
func listen(ctx context.Context, listener net.Listener, handler http.Handler, begin func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 2)
	go func() { ended <- server.Serve(listener) }()
	begun := make(chan error, 1)
	go func() {
		err := begin(ctx)
		if err != nil {
			ended <- err
		}
		begun <- err
	}()
	var err error
	select {
	case <-ctx.Done():
	case err = <-ended:
	}
	stop()
	// Not ctx: it has ended, and what is in flight shall finish.
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if shutdownErr := server.Shutdown(finishing); shutdownErr != nil {
		err = errors.Join(err, fmt.Errorf("finish the requests in flight: %w", shutdownErr))
	}
	<-begun
	return err
}

// readiness knows whether the database can serve pages now.
type readiness struct {
	store   *postgres.Store
	settled atomic.Bool
	until   atomic.Int64 // when the last good answer stops being believed
}

func newReadiness(store *postgres.Store) *readiness { return &readiness{store: store} }

// check asks the database, at most once a second while all is well. What a page
// itself meets when the database goes away meanwhile says the same.
func (r *readiness) check(ctx context.Context) error {
	if !r.settled.Load() {
		return errNotReady
	}
	now := time.Now()
	if now.UnixNano() < r.until.Load() {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := r.store.CheckReady(ctx); err != nil {
		return err
	}
	r.until.Store(now.Add(fresh).UnixNano())
	return nil
}

// loadFramework reads the framework in service: the one inside, or a file.
func loadFramework(file string) (*framework.Framework, []byte, error) {
	name, text := "domains.yaml", sevenfold.Domains
	if file != "" {
		var err error
		if text, err = framework.ReadFile(file); err != nil {
			return nil, nil, err
		}
		name = file
	}
	f, err := framework.Load(name, text)
	if err != nil {
		return nil, nil, fmt.Errorf("the framework can't be used:\n%w", err)
	}
	return f, text, nil
}

// senderFor chooses how messages go: a demonstration shows them on a page.
func senderFor(c config) (mail.Sender, *mail.Outbox, error) {
	switch {
	case c.Demo:
		outbox := &mail.Outbox{}
		return outbox, outbox, nil
	case c.MailFolder != "":
		folder := mail.Folder{Dir: c.MailFolder, From: c.MailFrom, FromName: c.MailName}
		return folder, nil, folder.Check()
	}
	smtp, err := mail.NewSMTP(c.SMTP, c.MailFrom, c.MailName)
	return smtp, nil, err
}
