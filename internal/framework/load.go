package framework

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// MaxSize is the size in bytes above which a file is no framework. The
// framework of the seven domains has about a twentieth of it.
const MaxSize = 2 << 20

// Load reads a framework file and holds it to every rule. Where anything is
// wrong the error is of type Mistakes and tells all of it at once; name is
// what the file is called in them.
func Load(name string, data []byte) (*Framework, error) {
	c := newChecker(name)
	c.read(data)
	if c.partial {
		c.mistakes[0].Remedy += "; the rules that span the whole file are checked once all of it can be read"
	}
	var f *Framework
	if c.root != nil {
		f = decode(c.root)
		c.shape()
		c.rules(f)
	}
	if len(c.mistakes) > 0 {
		return nil, c.mistakes.inOrder()
	}
	f.at = indexed(f)
	return f, nil
}

// Parse reads a text that Load once accepted, such as the text that a closed
// round was opened with. It asks nothing of the text but that it can be read:
// rules may have changed since, and keys come or gone.
func Parse(data []byte) (*Framework, error) {
	c := newChecker("framework")
	c.read(data)
	if c.root == nil || c.partial {
		return nil, fmt.Errorf("parse framework: %w", c.mistakes.inOrder())
	}
	f := decode(c.root)
	f.withKeysSince()
	f.at = indexed(f)
	return f, nil
}

// Hash tells one text of a framework from another: its SHA-256, in hexadecimal.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// ReadFile reads a framework file for Load. It stops just above MaxSize, so
// that a wrong path costs nothing; Load then says that the file is too large.
func ReadFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read framework file: %w", plainPathError(path, err))
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("read framework file: %s is a folder; name the file in it", path)
	}
	data, err := io.ReadAll(io.LimitReader(file, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read framework file: %w", plainPathError(path, err))
	}
	return data, nil
}

func plainPathError(path string, err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("there is no file %s: %w", path, os.ErrNotExist)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("%s may not be read by this user: %w", path, os.ErrPermission)
	}
	return err
}
