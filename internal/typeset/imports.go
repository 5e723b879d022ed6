package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
)

// function is one that the compiler imports: words in, at most one word out.
type function func(words []uint64) uint64

// hashed is the ending that tells two imports of one name apart.
var hashed = regexp.MustCompile(`_[0-9a-f]{16}$`)

// imports are what a page offers, by name; where one short name has several
// meanings, by their whole names. An import that is not here ends the document
// that needs it: the compiler asks for some only for what we never use.
func (p *page) imports() map[string]function {
	all := make(map[string]function)
	for _, some := range []map[string]function{p.valueImports(), p.callImports(), p.collectionImports(), p.clockImports(), p.errorImports()} {
		for name, f := range some {
			all[name] = f
		}
	}
	return all
}

func truth(is bool) uint64 {
	if is {
		return 1
	}
	return 0
}

func (p *page) valueImports() map[string]function {
	return map[string]function{
		"__wbindgen_object_clone_ref": func(w []uint64) uint64 { return p.hold(p.value(w[0])) },
		"__wbindgen_object_drop_ref":  func(w []uint64) uint64 { p.take(w[0]); return 0 },
		"__wbg___wbindgen_is_undefined": func(w []uint64) uint64 {
			_, is := p.value(w[0]).(undefined)
			return truth(is)
		},
		"__wbg___wbindgen_is_function": func(w []uint64) uint64 {
			_, is := p.value(w[0]).(callback)
			return truth(is)
		},
		"__wbg___wbindgen_string_get": func(w []uint64) uint64 {
			if text, is := p.value(w[1]).(string); is {
				p.writeText(w[0], text)
			} else {
				p.module.Memory().WriteUint32Le(uint32(w[0]), 0)
			}
			return 0
		},
		"__wbindgen_cast_2241b6af4c4b2941": func(w []uint64) uint64 { return p.hold(p.text(w[0], w[1])) },
		"__wbindgen_cast_d6cd19b81560fd6e": func(w []uint64) uint64 { return p.hold(math.Float64frombits(w[0])) },
		"__wbindgen_cast_4625c577ab2ec9ee": func(w []uint64) uint64 { return p.hold(w[0]) },
		"__wbindgen_cast_9ae0607507abb057": func(w []uint64) uint64 { return p.hold(int64(w[0])) },
		"__wbg_typstcompiler_new":          func(w []uint64) uint64 { return p.hold(pointer(w[0])) },
		"__wbg_typstfontresolver_new":      func(w []uint64) uint64 { return p.hold(pointer(w[0])) },
		// There is one global object, and nothing in it.
		"__wbg_static_accessor_GLOBAL_THIS": func([]uint64) uint64 { return p.hold(object{}) },
		"__wbg_static_accessor_SELF":        func([]uint64) uint64 { return 0 },
		"__wbg_static_accessor_WINDOW":      func([]uint64) uint64 { return 0 },
		"__wbg_static_accessor_GLOBAL":      func([]uint64) uint64 { return 0 },
	}
}

// callImports are functions and promises. Source text that the compiler would
// have made into a function is never run.
func (p *page) callImports() map[string]function {
	refuse := func([]uint64) uint64 {
		return p.hold(callback(func(...any) (any, error) { return nil, errors.New("no script is run") }))
	}
	return map[string]function{
		"__wbg_new_no_args":           refuse,
		"__wbg_new_with_args":         refuse,
		"__wbg_call_abb4ff46ce38be40": func(w []uint64) uint64 { return p.invoke(p.value(w[0])) },
		"__wbg_call_3020136f7a2d6e44": func(w []uint64) uint64 { return p.invoke(p.value(w[0]), p.value(w[2])) },
		// A closure of the compiler's, by its two pointers.
		"__wbindgen_cast_3334ea73b4b28ba3": func(w []uint64) uint64 {
			first, second := w[0], w[1]
			return p.hold(callback(func(args ...any) (any, error) {
				var argument any = undefined{}
				if len(args) > 0 {
					argument = args[0]
				}
				p.must("__wasm_bindgen_func_elem_944", first, second, p.hold(argument))
				return undefined{}, nil
			}))
		},
		"__wbg__wbg_cb_unref":        func([]uint64) uint64 { return 0 },
		"__wbg_new_ff12d2b041fb48f1": func(w []uint64) uint64 { return p.hold(p.promise(w[0], w[1])) },
		"__wbg_resolve":              func(w []uint64) uint64 { return p.hold(&promise{value: p.value(w[0]), done: true}) },
		"__wbg_then": func(w []uint64) uint64 {
			kept, next := p.value(w[0]).(*promise), p.value(w[1]).(callback)
			p.waiting = append(p.waiting, func() { p.later(next, kept.value) })
			return p.hold(&promise{done: true})
		},
		"__wbg_queueMicrotask_9b549dfce8865860": func([]uint64) uint64 {
			return p.hold(callback(func(...any) (any, error) { return undefined{}, nil }))
		},
		"__wbg_queueMicrotask_fca69f5bfad613a5": func(w []uint64) uint64 {
			next := p.value(w[0]).(callback)
			p.waiting = append(p.waiting, func() { p.later(next, undefined{}) })
			return 0
		},
	}
}

func (p *page) invoke(what any, args ...any) uint64 {
	f, is := what.(callback)
	if !is {
		return p.throw(fmt.Errorf("%T can't be called", what))
	}
	value, err := f(args...)
	if err != nil {
		return p.throw(err)
	}
	return p.hold(value)
}

// later runs what waited for a promise, whose own failure nobody waits for.
func (p *page) later(f callback, value any) {
	if _, err := f(value); err != nil {
		panic(err)
	}
}

// promise lets the compiler begin what it promises; its two pointers are the
// closure that is told how to keep or break it.
func (p *page) promise(first, second uint64) *promise {
	made := &promise{}
	keep := callback(func(args ...any) (any, error) {
		made.done = true
		if len(args) > 0 {
			made.value = args[0]
		}
		return undefined{}, nil
	})
	refuse := callback(func(args ...any) (any, error) {
		made.done, made.err = true, errors.New("refused")
		if len(args) > 0 {
			made.err = problem(args[0])
		}
		return undefined{}, nil
	})
	p.must("__wasm_bindgen_func_elem_37350", first, second, p.hold(keep), p.hold(refuse))
	return made
}

func (p *page) collectionImports() map[string]function {
	return map[string]function{
		"__wbg_length_22ac23eaec9d8053": func(w []uint64) uint64 { return uint64(len(p.value(w[0]).([]byte))) },
		"__wbg_length_d45040a40c570362": func(w []uint64) uint64 { return uint64(len(p.value(w[0]).(*list).items)) },
		"__wbg_prototypesetcall": func(w []uint64) uint64 {
			copy(p.read(w[0], w[1]), p.value(w[2]).([]byte))
			return 0
		},
		"__wbg_new_from_slice_f9c22b9153b26992": func(w []uint64) uint64 { return p.hold(bytes.Clone(p.read(w[0], w[1]))) },
		"__wbg_new_1ba21ce319a06297":            func([]uint64) uint64 { return p.hold(object{}) },
		"__wbg_new_25f239778d6112b9":            func([]uint64) uint64 { return p.hold(&list{}) },
		"__wbg_push": func(w []uint64) uint64 {
			to := p.value(w[0]).(*list)
			to.items = append(to.items, p.value(w[1]))
			return uint64(len(to.items))
		},
		"__wbg_set_781438a03c0c3c81": func(w []uint64) uint64 {
			p.value(w[0]).(object)[fmt.Sprint(p.value(w[1]))] = p.value(w[2])
			return 1
		},
		"__wbg_set_3f1d0b984ed272ed": func(w []uint64) uint64 {
			name := fmt.Sprint(p.take(w[1]))
			p.value(w[0]).(object)[name] = p.take(w[2])
			return 0
		},
		"__wbg_set_7df433eea03a5c14": func(w []uint64) uint64 {
			to, at := p.value(w[0]).(*list), int(uint32(w[1]))
			for len(to.items) <= at {
				to.items = append(to.items, undefined{})
			}
			to.items[at] = p.take(w[2])
			return 0
		},
	}
}

// clockImports stand still: no document says when it was made.
func (p *page) clockImports() map[string]function {
	zero := func([]uint64) uint64 { return math.Float64bits(0) }
	return map[string]function{
		"__wbg_now":                  zero,
		"__wbg_new_b2db8aa2650f793a": func([]uint64) uint64 { return p.hold(object{}) },
		"__wbg_getTimezoneOffset":    zero,
	}
}

func (p *page) errorImports() map[string]function {
	fail := func(w []uint64) uint64 { panic(errors.New(p.text(w[0], w[1]))) }
	quiet := func([]uint64) uint64 { return 0 }
	made := func(w []uint64) uint64 { return p.hold(thrown{p.text(w[0], w[1])}) }
	return map[string]function{
		"__wbg_Error":                  made,
		"__wbg_new_df1173567d5ff028":   made,
		"__wbg_new_8a6f238a6ece86ea":   func([]uint64) uint64 { return p.hold(thrown{}) },
		"__wbg_stack":                  func(w []uint64) uint64 { p.writeText(w[0], ""); return 0 },
		"__wbg_error_7534b8e9a36f1ab4": fail,
		"__wbg___wbindgen_throw":       fail,
		"__wbg_error_85faeb8919b11cc6": quiet, // to a console that nobody reads
		"__wbg_info":                   quiet,
		"__wbg___wbindgen_debug_string": func(w []uint64) uint64 {
			p.writeText(w[0], fmt.Sprintf("%T", p.value(w[1])))
			return 0
		},
	}
}
