package typeset

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sort"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// mainName is what the main file is called, among the others.
const mainName = "/main.typ"

// maxMemory is what the compiler itself may use, in pages of 64 kB. A usual pack takes
// a fifth of it; 500 actions of 4,000 characters each, which are 640 pages, take half.
const maxMemory = 16384 // 1 GB

// compiler is one instance of Typst. It is used by one goroutine at a time.
type compiler struct {
	page    *page
	runtime wazero.Runtime
	typst   uint64 // the compiler's own object
	fonts   *library
	house   [][]byte
	reserve []int // the fonts loaded beside the house's
}

// newCompiler makes the compiler ready. Without the compiled code in the cache
// this takes the processor half a minute.
func newCompiler(ctx context.Context, wasm []byte, codeFolder string) (_ *compiler, err error) {
	cache, err := wazero.NewCompilationCacheWithDir(codeFolder)
	if err != nil {
		return nil, fmt.Errorf("open the cache of compiled code: %w", err)
	}
	config := wazero.NewRuntimeConfig().WithCompilationCache(cache).WithMemoryLimitPages(maxMemory).WithMemoryCapacityFromMax(true)
	c := &compiler{page: newPage(ctx), runtime: wazero.NewRuntimeWithConfig(ctx, config)}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.close())
		}
	}()
	module, err := c.runtime.CompileModule(experimental.WithCompilationWorkers(ctx, runtime.NumCPU()), wasm)
	if err != nil {
		return nil, fmt.Errorf("compile the typesetter: %w", err)
	}
	if err := c.offerImports(module); err != nil {
		return nil, err
	}
	if c.page.module, err = c.runtime.InstantiateModule(ctx, module, wazero.NewModuleConfig().WithName("typst")); err != nil {
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	if c.fonts, err = openLibrary(); err != nil {
		return nil, err
	}
	if c.house, err = c.fonts.houseFonts(); err != nil {
		return nil, err
	}
	return c, c.build()
}

func (c *compiler) close() error { return c.runtime.Close(c.page.ctx) }

// offerImports gives the compiler what it asks for by name.
func (c *compiler) offerImports(module wazero.CompiledModule) error {
	offered := c.page.imports()
	modules := make(map[string]wazero.HostModuleBuilder)
	for _, wanted := range module.ImportedFunctions() {
		from, name, _ := wanted.Import()
		if modules[from] == nil {
			modules[from] = c.runtime.NewHostModuleBuilder(from)
		}
		f, ok := offered[name]
		if !ok {
			f, ok = offered[hashed.ReplaceAllString(name, "")]
		}
		if !ok {
			f = func([]uint64) uint64 { panic(fmt.Errorf("the compiler asked for %s", name)) }
		}
		gives := len(wanted.ResultTypes()) > 0
		modules[from].NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(_ context.Context, _ api.Module, words []uint64) {
			if result := f(words); gives {
				words[0] = result
			}
		}), wanted.ParamTypes(), wanted.ResultTypes()).Export(name)
	}
	for name, builder := range modules {
		if _, err := builder.Instantiate(c.page.ctx); err != nil {
			return fmt.Errorf("offer the typesetter its imports %s: %w", name, err)
		}
	}
	return nil
}

// build makes Typst's own compiler, which reads nothing but what it is handed.
func (c *compiler) build() error {
	builder, err := c.page.try(2, "typstcompilerbuilder_new")
	if err != nil {
		return err
	}
	if _, err := c.page.try(1, "typstcompilerbuilder_set_dummy_access_model", builder); err != nil {
		return err
	}
	if c.typst, err = c.built("typstcompilerbuilder_build", builder); err != nil {
		return err
	}
	return c.load(nil)
}

// built calls one of the functions that promise an object.
func (c *compiler) built(name string, args ...uint64) (uint64, error) {
	handle, err := c.page.call(name, args...)
	if err != nil {
		return 0, err
	}
	made, is := c.page.take(handle).(*promise)
	switch {
	case !is || !made.done:
		return 0, fmt.Errorf("call %s: it promised nothing", name)
	case made.err != nil:
		return 0, fmt.Errorf("call %s: %w", name, made.err)
	}
	at, is := made.value.(pointer)
	if !is {
		return 0, fmt.Errorf("call %s: it made a %T", name, made.value)
	}
	return uint64(at), nil
}

// load has the compiler use the house's fonts, and those from the reserve.
func (c *compiler) load(reserve []int) error {
	more, err := c.fonts.reserveFonts(reserve)
	if err != nil {
		return err
	}
	builder, err := c.page.try(2, "typstfontresolverbuilder_new")
	if err != nil {
		return err
	}
	for _, font := range slices.Concat(c.house, more) {
		if _, err := c.page.try(1, "typstfontresolverbuilder_add_raw_font", builder, c.page.hold(font)); err != nil {
			return err
		}
	}
	resolver, err := c.built("typstfontresolverbuilder_build", builder)
	if err != nil {
		return err
	}
	if _, err := c.page.try(1, "typstcompiler_set_fonts", c.typst, resolver); err != nil {
		return err
	}
	c.reserve = reserve
	return nil
}

// pdf sets a document. What it remembers of it is dropped.
func (c *compiler) pdf(source Source) ([]byte, error) {
	if reserve := c.fonts.reserveFor(source); !slices.Equal(reserve, c.reserve) {
		if err := c.load(reserve); err != nil {
			return nil, err
		}
	}
	if err := c.place(source); err != nil {
		return nil, err
	}
	result, err := c.compile()
	var wrong *Mistake
	if err != nil && !errors.As(err, &wrong) {
		return nil, err // it was cut off in the middle, and can't be called again
	}
	if _, resetErr := c.page.try(1, "typstcompiler_reset", c.typst); resetErr != nil {
		return nil, resetErr
	}
	return result, err
}

// place hands over the files, in order.
func (c *compiler) place(source Source) error {
	if _, err := c.page.call("typstcompiler_reset_shadow", c.typst); err != nil {
		return err
	}
	names := make([]string, 0, len(source.Files))
	for name := range source.Files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := c.give("typstcompiler_map_shadow", name, source.Files[name]); err != nil {
			return err
		}
	}
	return c.give("typstcompiler_add_source", mainName, []byte(source.Main))
}

func (c *compiler) give(call, name string, content []byte) (err error) {
	defer func() {
		if met := recover(); met != nil {
			err = fmt.Errorf("hand over %s: %v", name, met)
		}
	}()
	nameAt, nameSize := c.page.write([]byte(name))
	at, size := c.page.write(content)
	_, err = c.page.call(call, c.typst, nameAt, nameSize, at, size)
	return err
}

// withLines is the kind of report that says the line of a mistake.
const withLines = 2

func (c *compiler) compile() ([]byte, error) {
	nameAt, nameSize := c.page.write([]byte(mainName))
	kindAt, kindSize := c.page.write([]byte("pdf"))
	handle, err := c.page.try(2, "typstcompiler_compile", c.typst, nameAt, nameSize, 0, 0, kindAt, kindSize, withLines)
	if err != nil {
		return nil, err
	}
	made, _ := c.page.take(handle).(object)
	if pdf, is := made["result"].([]byte); is {
		return pdf, nil
	}
	if found, is := made["diagnostics"].(*list); is {
		return nil, mistake(found.items)
	}
	return nil, errors.New("the compiler made nothing, and said nothing of it")
}

// memory is what the compiler holds, in bytes. It never gives any back.
func (c *compiler) memory() int { return int(c.page.module.Memory().Size()) }
