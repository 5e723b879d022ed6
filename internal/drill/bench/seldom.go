package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"sevenfold"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/framework"
)

// boardPacks is what the measures of packs are called.
const boardPacks = "board packs"

// goal is what something took beside how long it may take; 0 where that is not said.
type goal struct {
	name string
	times
	goal time.Duration
}

// measureSeldom measures what is done seldom, and prints it beside its goals.
func (p *place) measureSeldom(ctx context.Context, w io.Writer, length time.Duration) error {
	if p.wants("close a round") || p.wants("framework") {
		if err := p.measureWork(ctx, w); err != nil {
			return err
		}
	}
	if !p.wants(boardPacks) {
		return nil
	}
	if err := p.makePacks(ctx); err != nil {
		return fmt.Errorf("make packs: %w", err)
	}
	p.packs.print(w)
	m, err := p.saveMeanwhile(ctx, length)
	if err != nil {
		return fmt.Errorf("save while packs are made: %w", err)
	}
	fmt.Fprintf(w, "\nsaving an element while %d packs are made: %.0f a second, %.0f alone, ratio %.2f (goal: 0.50); %d were made meanwhile, all within %.0f s\n",
		asked, m.beside.perSecond(), m.alone.perSecond(), m.ratio(), m.made, m.took.Seconds())
	fmt.Fprintf(w, "memory of a PDF worker at most: %d MB here, %d MB of the program's (goal: under 400)\n", p.packs.memory/1000, m.memory/1000)
	return nil
}

// measureWork measures closing a round, and reading the framework.
func (p *place) measureWork(ctx context.Context, w io.Writer) error {
	statements := len(p.questionnaire.Statements())
	name := func(people int) string { return fmt.Sprintf("close a round of %d x %d", people, statements) }
	var all []goal
	for _, c := range []struct {
		rounds, people int
		goal           time.Duration
	}{{5, people, 50 * time.Millisecond}, {1, 500, 500 * time.Millisecond}} {
		if !p.wants(name(c.people)) {
			continue
		}
		t, err := p.closing(ctx, c.rounds, c.people)
		if err != nil {
			return err
		}
		all = append(all, goal{name(c.people), t, c.goal})
	}
	if p.wants("framework") {
		t, err := timed(often, []int{os.Getpid()}, func(int) error {
			_, err := framework.Load("domains.yaml", sevenfold.Domains)
			return err
		})
		if err != nil {
			return err
		}
		all = append(all, goal{"framework: load and check domains.yaml", t, 50 * time.Millisecond})
	}
	fmt.Fprint(w, "\nDone one after the other, with nobody beside.\n\n")
	printGoals(w, all)
	return nil
}

func (f packFigures) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s.\n\n", f.describe())
	all := []goal{{"decide what it says", f.layOut, 0}}
	for _, format := range []boardpack.Format{boardpack.PDF, boardpack.Word, boardpack.Excel} {
		all = append(all, goal{fmt.Sprintf("%s, %d kB", format, f.sizes[format]/1000), f.files[format], fileGoals[format]})
	}
	all = append(all, goal{"questionnaire for paper, pdf", f.questionnaire, 0}, goal{"questionnaire with fields, pdf", f.withFields, 0})
	all = append(all, goal{"PDF worker: compile the typesetter, once", f.cold, 0}, goal{"PDF worker: start after that", f.warm, 0})
	printGoals(w, all)
}

func printGoals(w io.Writer, all []goal) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "what\ttimes\tp50 ms\tworst ms\tprocessor ms\tgoal ms\t")
	for _, g := range all {
		bound := ""
		if g.goal > 0 {
			bound = fmt.Sprint(g.goal.Milliseconds())
		}
		fmt.Fprintf(t, "%s\t%d\t%.0f\t%.0f\t%.0f\t%s\t\n", g.name, len(g.took), milliseconds(g.median()), milliseconds(g.worst()),
			milliseconds(g.eachProcessor()), bound)
	}
	_ = t.Flush()
}
