package main

import (
	"slices"
	"time"

	"sevenfold/internal/drill"
)

// times are what a thing took, each time that it was done.
type times struct {
	took      []time.Duration
	processor time.Duration // that all of them took together
}

func (t times) median() time.Duration { return slices.Sorted(slices.Values(t.took))[len(t.took)/2] }

func (t times) worst() time.Duration { return slices.Max(t.took) }

func (t times) eachProcessor() time.Duration { return t.processor / time.Duration(len(t.took)) }

// timed does a thing that often. Its processor time is that of these processes
// and of their children.
func timed(often int, processes []int, do func(turn int) error) (times, error) {
	var t times
	before, err := processorTime(processes)
	if err != nil {
		return times{}, err
	}
	for turn := range often {
		began := time.Now()
		if err := do(turn); err != nil {
			return times{}, err
		}
		t.took = append(t.took, time.Since(began))
	}
	after, err := processorTime(processes)
	t.processor = after - before
	return t, err
}

func processorTime(processes []int) (all time.Duration, err error) {
	for _, pid := range processes {
		used, err := drill.ProcessorTime(pid)
		if err != nil {
			return 0, err
		}
		all += used
	}
	return all, nil
}
