package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"sevenfold/internal/drill"
	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/postgres"
)

// goal is how soon saves are to be taken again.
const goal = 5 * time.Second

// killing is one drill under way.
type killing struct {
	*crowd
	launch  drill.Launch
	program *drill.Program
	wrong   int // answers, in all looks
	late    int // returns that took longer than the goal
}

// realPhase runs the program as it is run for real, with a Postgres of its own.
func realPhase(ctx context.Context, answers, kills int) (err error) {
	k := &killing{}
	if k.launch.Folder, err = drill.NewFolder("sevenfold-faults-"); err != nil {
		return err
	}
	defer os.RemoveAll(k.launch.Folder)
	if k.launch.Addr, err = drill.FreeAddr(); err != nil {
		return err
	}
	if err := k.start(ctx); err != nil {
		return err
	}
	defer func() { _ = k.program.Stop() }()
	address, err := embeddedpg.Running(k.launch.Postgres())
	if err != nil {
		return err
	}
	store, err := postgres.Open(ctx, address)
	if err != nil {
		return err
	}
	defer store.Close()
	if k.crowd, err = gather(ctx, store, k.launch.Addr); err != nil {
		return err
	}
	fmt.Printf("%d people answer, one after another, each as fast as answers are acknowledged; SIGKILL under load:\n", len(k.respondents))
	each := int64(answers / (2 * kills))
	for i := range 2 * kills {
		name, kill := k.nextKill(ctx, i, kills)
		if err := k.round(ctx, name, each, kill); err != nil {
			return err
		}
	}
	acknowledged := k.acknowledged.Load()
	fmt.Printf("In all %d answers were acknowledged and %d of them lost or doubled; %d of %d returns took longer than %v.\n\n",
		acknowledged, k.wrong, k.late, 2*kills, goal)
	if k.wrong > 0 {
		return errLost
	}
	return nil
}

func (k *killing) start(ctx context.Context) error {
	program, err := k.launch.Start()
	if err != nil {
		return err
	}
	k.program = program
	return program.Ready(ctx)
}

// nextKill kills the program first; then the postmaster alone, whose sessions
// outlive it for a moment, and all of Postgres at once, in turn.
func (k *killing) nextKill(ctx context.Context, i, kills int) (name string, kill func() error) {
	data := k.launch.Postgres()
	switch {
	case i < kills:
		return "the program", func() error {
			k.program.Kill()
			return k.start(ctx)
		}
	case i%2 == 0:
		return "the postmaster", func() error { return killPostgres(data, false) }
	}
	return "all of Postgres", func() error { return killPostgres(data, true) }
}

// killPostgres kills the Postgres of a data folder: the postmaster, and with
// whole its sessions and its writers in the same moment.
func killPostgres(data string, whole bool) error {
	note := filepath.Join(data, "cluster", "postmaster.pid")
	text, err := os.ReadFile(note)
	if err != nil {
		return fmt.Errorf("find the postmaster: %w", err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	postmaster, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return fmt.Errorf("find the postmaster in %s: %w", note, err)
	}
	pids := []int{postmaster}
	if whole {
		pids = append(pids, drill.Children(postmaster)...)
	}
	for i, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && i == 0 {
			return fmt.Errorf("kill the postmaster: %w", err)
		}
	}
	return nil
}

// round is one kill: answers until the next share of them is acknowledged, the
// kill, the return, and the look at what is stored.
func (k *killing) round(ctx context.Context, name string, answers int64, kill func() error) error {
	before := k.acknowledged.Load()
	var killed time.Time
	var returned error
	var took time.Duration
	err := k.answer(ctx, before+answers, func() error {
		killed = time.Now()
		if err := kill(); err != nil {
			return err
		}
		returned = k.back(ctx)
		took = time.Since(killed)
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s was killed: %w", name, err)
	}
	if returned != nil {
		return fmt.Errorf("%s was killed: %w", name, returned)
	}
	t, err := k.check(ctx)
	if err != nil {
		return err
	}
	k.wrong += t.wrong()
	if took > goal {
		k.late++
	}
	acknowledged := k.acknowledged.Load()
	fmt.Printf("  %-15s killed: %6d acknowledged, %6d found, %d lost, %d doubled; in doubt %3d, of which %3d are there; saving again after %4d ms\n",
		name, acknowledged, acknowledged-int64(k.wrong), t.lost+t.halved, t.doubled, t.inDoubt, t.kept, took.Milliseconds())
	return nil
}
