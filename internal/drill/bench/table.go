package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"sevenfold/internal/drill"
)

func printTable(w io.Writer, p *place, results []result) {
	fmt.Fprintf(w, "%d clients, each asking again once answered; Postgres with fsync and synchronous_commit on.\n\n", p.clients)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "load\ta second\tp50 ms\tp99 ms\theld against\ta second\tp50 ms\tp99 ms\tratio\tgoal\t")
	for _, r := range results {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%.2f\t%.2f\t\n", r.name, cells(r.ours), r.limit, cells(r.theirs), r.ratio(), r.goal)
	}
	_ = t.Flush()
	fmt.Fprint(w, "\nProcessor time of one request, in ms: what neighbours on the machine change least.\n\n")
	t = tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "load\tprogram\tPostgres\tlimit\tits Postgres\t")
	for _, r := range results {
		fmt.Fprintf(t, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t\n", r.name, r.ours.each(r.ours.program), r.ours.each(r.ours.postgres),
			r.theirs.each(r.theirs.program), r.theirs.each(r.theirs.postgres))
	}
	_ = t.Flush()
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func cells(f figures) string {
	return fmt.Sprintf("%.0f\t%.1f\t%.1f", f.perSecond(), milliseconds(f.percentile(0.5)), milliseconds(f.percentile(0.99)))
}

// printRest tells of the program itself: how large, how much memory, how soon ready.
func (p *place) printRest(ctx context.Context, w io.Writer) error {
	loaded, err := drill.Memory(p.program.PID())
	if err != nil {
		return err
	}
	binary, err := os.Stat(drill.Binary)
	if err != nil {
		return fmt.Errorf("look at the program: %w", err)
	}
	ready, err := p.starts(ctx)
	if err != nil {
		return err
	}
	const mega = 1e6
	fmt.Fprintf(w, "\nmemory of the program: %d MB at rest, %d MB after these loads (goals: under 60, under 250)\n", p.resting/1000, loaded/1000)
	fmt.Fprintf(w, "from start to ready: %d ms with a database of its own that is made already (goal: 5,000; aim: 1,500), %d ms with this one (goal: 500)\n",
		ready[0].Milliseconds(), ready[1].Milliseconds())
	fmt.Fprintf(w, "binary: %.1f MB (goal: under 60)\n", float64(binary.Size())/mega)
	return nil
}

// starts times the program from start to ready: with its own Postgres, the
// second time that it starts, and with the one that is running.
func (p *place) starts(ctx context.Context) ([2]time.Duration, error) {
	own := drill.Launch{Folder: filepath.Join(p.folder, "own")}
	running := drill.Launch{Folder: p.folder, Database: p.server.URL()}
	var took [2]time.Duration
	for i, launch := range []drill.Launch{own, own, running} {
		var err error
		if launch.Addr, err = drill.FreeAddr(); err != nil {
			return took, err
		}
		began := time.Now()
		program, err := launch.Start()
		if err != nil {
			return took, err
		}
		err = program.Ready(ctx)
		took[i/2] = time.Since(began) // the second start of its own covers the first
		if stopErr := program.Stop(); err == nil {
			err = stopErr
		}
		if err != nil {
			return took, err
		}
	}
	return took, nil
}
