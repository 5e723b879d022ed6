package typeset

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
)

// home is the folder of this build of the compiler, which may be shared by every
// copy of the program of one user: the compiler unpacked, the code that was
// compiled of it, and for each engine a mark that says that all of its own is there.
// What lies there is run, so that nobody else may write to it.
type home struct{ dir string }

func openHome(folder string) (home, error) {
	key, err := compilerKey()
	if err != nil {
		return home{}, err
	}
	h := home{filepath.Join(folder, "typst-"+key+"-"+runtime.GOARCH)}
	if err := os.MkdirAll(h.dir, 0o700); err != nil {
		return home{}, fmt.Errorf("make the typesetter's folder: %w", err)
	}
	info, err := os.Lstat(h.dir)
	if err != nil {
		return home{}, fmt.Errorf("look at the typesetter's folder: %w", err)
	}
	stat, known := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm()&0o022 != 0 || known && int(stat.Uid) != os.Geteuid() {
		return home{}, fmt.Errorf("the typesetter's folder %s may be written to by others: remove it", h.dir)
	}
	return h, nil
}

func (h home) code() string  { return filepath.Join(h.dir, "code") }
func (h home) mark() string  { return filepath.Join(h.dir, "ready-"+engine()) }
func (h home) settle() error { return os.WriteFile(h.mark(), nil, 0o600) }

func (h home) wasmFile() string { return filepath.Join(h.dir, "compiler.wasm") }

func (h home) ready() bool {
	_, err := os.Stat(h.mark())
	return err == nil
}

// engine names the version of wazero as wazero itself names the folder of its code,
// which is of use to no other version. A program that go test makes knows none.
var engine = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if dep.Path == "github.com/tetratelabs/wazero" {
				return dep.Version
			}
		}
	}
	return "dev"
})

// lock waits until nobody else compiles. The lock goes with the process.
func (h home) lock() (release func(), err error) {
	file, err := os.OpenFile(filepath.Join(h.dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the typesetter's lock: %w", err)
	}
	for {
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("wait for the typesetter's lock: %w", err), file.Close())
	}
	return func() { _ = file.Close() }, nil
}

// wasm is the compiler, unpacked once.
func (h home) wasm() ([]byte, error) {
	content, err := os.ReadFile(h.wasmFile())
	if !errors.Is(err, fs.ErrNotExist) {
		return content, err
	}
	packed, err := embedded("compiler.wasm.br")
	if err != nil {
		return nil, err
	}
	if content, err = unpack(packed); err != nil {
		return nil, fmt.Errorf("unpack the typesetter: %w", err)
	}
	return content, writeWhole(h.wasmFile(), content)
}

// writeWhole writes a file that is there all at once, or not.
func writeWhole(name string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(name), "new-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = file.Write(content)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}
