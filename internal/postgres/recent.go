package postgres

import "sync"

// reportsHeld is how many reports are kept at hand: a few hundred kilobytes each.
const reportsHeld = 64

// reportKey names a report as it was computed: whatever is found by it never changes.
type reportKey struct{ trustID, roundID, hash string }

// recent keeps things at hand that never change and are dear to read, up to a
// number; a new one then takes the place of any. Whoever is given one may only
// read it: others read it at the same time.
type recent[K comparable, V any] struct {
	most int
	mu   sync.Mutex
	held map[K]V
}

func (r *recent[K, V]) get(key K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.held[key]
	return v, ok
}

// forget drops what must not be at hand any more.
func (r *recent[K, V]) forget(key K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.held, key)
}

func (r *recent[K, V]) keep(key K, v V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held == nil {
		r.held = map[K]V{}
	}
	for other := range r.held {
		if len(r.held) < r.most {
			break
		}
		delete(r.held, other)
	}
	r.held[key] = v
}
