package mail

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
)

// Folder writes each message into a folder as an .eml file: for a trial,
// where there is no mail server yet.
type Folder struct {
	Dir      string
	From     string
	FromName string
}

// Check makes the folder where there is none, and says if it can't be written to.
func (f Folder) Check() error {
	if err := os.MkdirAll(f.Dir, 0o700); err != nil {
		return fmt.Errorf("make the mail folder: %w", err)
	}
	probe := filepath.Join(f.Dir, ".probe")
	if err := os.WriteFile(probe, nil, 0o600); err != nil {
		return fmt.Errorf("write to the mail folder: %w", err)
	}
	return os.Remove(probe)
}

// Connect never fails.
func (f Folder) Connect(context.Context) (Connection, error) { return always(f.Send), nil }

// Send writes the message: whole, or not at all.
func (f Folder) Send(_ context.Context, m Message) error {
	l, err := compose(sender{f.From, f.FromName}, m)
	if err != nil {
		return err
	}
	name := filepath.Join(f.Dir, m.At.UTC().Format("20060102-150405")+"-"+rand.Text()[:8]+".eml")
	if err := os.WriteFile(name+".part", l.text, 0o600); err != nil {
		return fmt.Errorf("write a message: %w", err)
	}
	return os.Rename(name+".part", name)
}
