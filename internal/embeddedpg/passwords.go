package embeddedpg

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// passwords holds each role's; they lie in files that only we can read, named
// for the role.
type passwords map[string]string

// readPasswords gives what is there. A password is hexadecimal, so that it
// stands in SQL and in a URL as it is.
func readPasswords(dir string) (passwords, error) {
	known := passwords{}
	for _, role := range []string{SuperuserRole, OwnerRole, AppRole} {
		text, err := os.ReadFile(filepath.Join(dir, role))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read by %s (%w): run as the user who made the data folder", dir, ourName(), reason(err))
		}
		password := strings.TrimSpace(string(text))
		if _, err := hex.DecodeString(password); err != nil || password == "" {
			return nil, fmt.Errorf("%s does not hold a password of ours: put the file back as it was, or remove it to have a new password made",
				filepath.Join(dir, role))
		}
		known[role] = password
	}
	return known, nil
}

// addMissing makes up what is not known and says which those are.
func (p passwords) addMissing() []string {
	var added []string
	for _, role := range []string{SuperuserRole, OwnerRole, AppRole} {
		if p[role] == "" {
			secret := make([]byte, 24)
			_, _ = rand.Read(secret) // never fails
			p[role] = hex.EncodeToString(secret)
			added = append(added, role)
		}
	}
	return added
}

func (p passwords) write(dir string, roles []string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of the passwords: %w", err)
	}
	for _, role := range roles {
		path := filepath.Join(dir, role)
		if err := writeSynced(path+".new", p[role]+"\n"); err != nil {
			return fmt.Errorf("keep the password of %s: %w", role, err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			return fmt.Errorf("keep the password of %s: %w", role, err)
		}
	}
	return nil
}
