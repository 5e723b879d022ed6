package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// warmUp is how long a load runs before it is measured.
const warmUp = time.Second

// figures are what a load came to.
type figures struct {
	latencies []time.Duration // of each request that was measured
	took      time.Duration
	asked     int // while it was warming up, too
	// program and postgres are the processor time that all of these took.
	program, postgres time.Duration
}

func (f figures) add(g figures) figures {
	return figures{
		latencies: append(f.latencies, g.latencies...), took: f.took + g.took, asked: f.asked + g.asked,
		program: f.program + g.program, postgres: f.postgres + g.postgres,
	}
}

// each is the share of one request, in milliseconds.
func (f figures) each(all time.Duration) float64 { return milliseconds(all) / float64(max(f.asked, 1)) }

func (f figures) perSecond() float64 { return float64(len(f.latencies)) / f.took.Seconds() }

// percentile is the time that this share of the requests took at most.
func (f figures) percentile(share float64) time.Duration {
	if len(f.latencies) == 0 {
		return 0
	}
	slices.Sort(f.latencies)
	return f.latencies[int(share*float64(len(f.latencies)-1))]
}

// drive lets every client ask again as soon as it is answered, and measures
// once warm. A client that fails ends the load: a bench of errors measures nothing.
func drive(ctx context.Context, clients []func() error, length time.Duration) (figures, error) {
	began := time.Now()
	from, until := began.Add(warmUp), began.Add(warmUp+length)
	each := make([]figures, len(clients))
	failed := make([]error, len(clients))
	var all sync.WaitGroup
	for i, ask := range clients {
		all.Go(func() {
			for {
				asked := time.Now()
				if asked.After(until) || ctx.Err() != nil {
					return
				}
				if failed[i] = ask(); failed[i] != nil {
					return
				}
				each[i].asked++
				if asked.After(from) {
					each[i].latencies = append(each[i].latencies, time.Since(asked))
				}
			}
		})
	}
	all.Wait()
	if err := ctx.Err(); err != nil {
		return figures{}, err
	}
	sum := figures{took: length}
	for i := range clients {
		if failed[i] != nil {
			return figures{}, fmt.Errorf("client %d: %w", i, failed[i])
		}
		sum.latencies = append(sum.latencies, each[i].latencies...)
		sum.asked += each[i].asked
	}
	return sum, nil
}
