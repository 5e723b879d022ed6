package typeset

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// The compiler was built for a browser, by wasm-bindgen, and believes that it
// talks to JavaScript. What stands on this side of the boundary is:
//
//   - handles: JavaScript values never enter the memory of the compiler. It holds
//     numbers, which are places in a table here (page.values); the last four of the first 132
//     are undefined, null, true and false. A number is given out by hold, read by
//     value and given back by take.
//   - bytes: texts and arrays are copied into memory that the compiler allocates
//     (__wbindgen_export is its malloc), and which it frees itself.
//   - results: a call that may throw writes two or three words to a place on its
//     stack, the last of which says whether the one before is an error.
//   - promises: they are settled at once here, and what waits for them runs when
//     a call has returned (settle).
//
// The names that end in sixteen hexadecimal digits, and the numbered
// __wasm_bindgen_func_elem, belong to this one build: version 0.7.0 of the
// package, which package.json pins. The test of this package meets any change.

// The kinds of JavaScript values that cross the boundary, beside strings,
// numbers, []byte, nil for null and bool.
type (
	undefined struct{}
	callback  func(args ...any) (any, error)
	object    map[string]any
	list      struct{ items []any }
	promise   struct {
		value any
		err   error
		done  bool
	}
	thrown  struct{ message string }
	pointer uint64 // to one of the compiler's own objects
)

// The places of the values that always are there.
const (
	reserved = 132 // places that are never given back
	unused   = 128 // of them lie before undefined, null, true and false
)

// page is what a browser's page would be to the compiler.
type page struct {
	ctx     context.Context
	module  api.Module
	values  []any
	free    []uint32
	waiting []func() // what promises owe
}

func newPage(ctx context.Context) *page {
	p := &page{ctx: ctx, values: make([]any, unused, 1024)}
	for i := range p.values {
		p.values[i] = undefined{}
	}
	p.values = append(p.values, undefined{}, nil, true, false)
	return p
}

func (p *page) hold(value any) uint64 {
	if last := len(p.free) - 1; last >= 0 {
		at := p.free[last]
		p.free = p.free[:last]
		p.values[at] = value
		return uint64(at)
	}
	p.values = append(p.values, value)
	return uint64(len(p.values) - 1)
}

func (p *page) value(handle uint64) any { return p.values[uint32(handle)] }

func (p *page) take(handle uint64) any {
	value := p.value(handle)
	if at := uint32(handle); at >= reserved {
		p.values[at] = undefined{}
		p.free = append(p.free, at)
	}
	return value
}

// read is a view of the compiler's memory, which holds until the next call.
func (p *page) read(at, size uint64) []byte {
	content, ok := p.module.Memory().Read(uint32(at), uint32(size))
	if !ok {
		panic(errors.New("the compiler points outside its memory"))
	}
	return content
}

func (p *page) text(at, size uint64) string { return string(p.read(at, size)) }

// write copies bytes into memory that the compiler allocates.
func (p *page) write(content []byte) (at, size uint64) {
	at = p.must("__wbindgen_export", uint64(len(content)), 1)
	if !p.module.Memory().Write(uint32(at), content) {
		panic(errors.New("the compiler has no memory left"))
	}
	return at, uint64(len(content))
}

// writeText leaves a text where the compiler asked for it: its place, and its size.
func (p *page) writeText(result uint64, text string) {
	at, size := p.write([]byte(text))
	p.module.Memory().WriteUint32Le(uint32(result), uint32(at))
	p.module.Memory().WriteUint32Le(uint32(result)+4, uint32(size))
}

// must calls the compiler from within one of its own calls: what goes wrong there
// unwinds all of it.
func (p *page) must(name string, args ...uint64) uint64 {
	results, err := p.module.ExportedFunction(name).Call(p.ctx, args...)
	if err != nil {
		panic(fmt.Errorf("call %s: %w", name, err))
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}

// call calls the compiler, and lets promises be kept.
func (p *page) call(name string, args ...uint64) (result uint64, err error) {
	defer func() {
		if met := recover(); met != nil {
			err = fmt.Errorf("call %s: %v", name, met)
		}
	}()
	result = p.must(name, args...)
	for len(p.waiting) > 0 {
		next := p.waiting[0]
		p.waiting = p.waiting[1:]
		next()
	}
	return result, nil
}

// frame is the space on the compiler's stack for the words of a result.
const frame = 16

// try calls what may throw. words is how many words it leaves without the mark
// of an error, which comes last.
func (p *page) try(words int, name string, args ...uint64) (result uint64, err error) {
	place, err := p.call("__wbindgen_add_to_stack_pointer", math.MaxUint32-frame+1)
	if err != nil {
		return 0, err
	}
	if _, err = p.call(name, append([]uint64{place}, args...)...); err != nil {
		return 0, err
	}
	word := func(i int) uint64 { return uint64(binary.LittleEndian.Uint32(p.read(place+uint64(4*i), 4))) }
	result = word(0)
	if word(words) != 0 {
		err = fmt.Errorf("call %s: %w", name, problem(p.take(word(words-1))))
	}
	if _, stackErr := p.call("__wbindgen_add_to_stack_pointer", frame); stackErr != nil {
		return 0, stackErr
	}
	return result, err
}

// problem is what was thrown.
func problem(value any) error {
	switch v := value.(type) {
	case thrown:
		return errors.New(v.message)
	case string:
		return errors.New(v)
	}
	return fmt.Errorf("a value of the kind %T was thrown", value)
}

// throw hands an error to the compiler, which asks for it when we return.
func (p *page) throw(err error) uint64 {
	p.must("__wbindgen_export3", p.hold(thrown{err.Error()}))
	return 0
}
