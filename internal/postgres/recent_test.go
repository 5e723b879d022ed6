package postgres

import "testing"

func TestOnlySoManyAreKeptAtHand(t *testing.T) {
	r := recent[int, string]{most: 2}
	for i, text := range []string{"first", "second", "third"} {
		r.keep(i, text)
		if got, ok := r.get(i); !ok || got != text {
			t.Errorf("got %q, %v, want what was kept last", got, ok)
		}
	}
	if got := len(r.held); got != 2 {
		t.Errorf("got %d kept, want 2", got)
	}
}
