package embeddedpg_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/embeddedpg"
)

func TestAFolderThatIsHeldTellsHowToConnect(t *testing.T) {
	t.Parallel()
	cfg := config(madeFolder(t))
	server, err := embeddedpg.Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop(context.Background()) })
	address, err := embeddedpg.Running(cfg.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if address != server.URL() {
		t.Errorf("got another address than the server's own")
	}
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var role string
	if err := conn.QueryRow(t.Context(), `SELECT current_user`).Scan(&role); err != nil || role != embeddedpg.AppRole {
		t.Errorf("got role %q, %v, want %q", role, err, embeddedpg.AppRole)
	}
}

func TestAFolderThatNobodyHoldsSaysSo(t *testing.T) {
	t.Parallel()
	for name, dir := range map[string]string{
		"a folder with data":        madeFolder(t),
		"a folder that is not made": newFolder(t),
	} {
		_, err := embeddedpg.Running(dir)
		if !errors.Is(err, embeddedpg.ErrNotRunning) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: got %v, want %v", name, err, embeddedpg.ErrNotRunning)
		}
	}
}
