package trusts

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"sevenfold/internal/archive"
	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// sending is how long a browser may take to fetch an archive over a slow line.
const sending = 10 * time.Minute

// archiveView says what an archive holds, and what none does.
type archiveView struct {
	Layout layout.View
	Back   string
	Action string
	Holds  []string
	Never  []string
}

// ShowArchive shows what the archive of the trust would hold.
func (p Pages) ShowArchive(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	view := archiveView{
		Layout: layout.View{Title: "The archive of the trust", Viewer: viewer}, Back: settingsPath(viewer), Action: archivePath(viewer),
		Holds: archive.Holds, Never: archive.Never,
	}
	return page.Render(w, r, http.StatusOK, archivePage(view))
}

// TakeArchive makes the archive and sends it. It is made whole before the first
// byte goes out, in a file that is gone at the end: an error is a page, and no
// half of an archive, and a slow line holds no connection to the database.
func (p Pages) TakeArchive(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	file, err := os.CreateTemp("", "sevenfold-archive-*")
	if err != nil {
		return fmt.Errorf("make room for an archive: %w", err)
	}
	// Where a file that is open can be removed it is, so that nothing is left
	// even if the program ends; elsewhere it is removed once it is closed.
	removed := os.Remove(file.Name()) == nil
	defer func() {
		_ = file.Close()
		if !removed {
			_ = os.Remove(file.Name())
		}
	}()
	now := p.Now()
	if err := p.Store.WriteArchive(r.Context(), viewer.TrustID, viewer.PersonID, file, now); err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read an archive: %w", err)
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "trust-archive-"+now.In(audit.London).Format(time.DateOnly)+".zip"))
	// The server's own limit is for pages. Where it can't be moved it stays.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(sending))
	http.ServeContent(w, r, "", time.Time{}, file)
	return nil
}
