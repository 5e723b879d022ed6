// Package trusts is what a trust says of itself, its printed name, its logo and
// its local tier, and the archive of all that is kept of it.
package trusts

import (
	"context"
	"io"
	"time"

	"sevenfold/internal/identity"
	"sevenfold/internal/logo"
	"sevenfold/internal/trust"
)

// Store keeps the settings, and writes the archive.
type Store interface {
	TrustSettings(ctx context.Context, trustID string) (trust.Settings, error)
	ChangeTrustSettings(ctx context.Context, trustID, byID string, change trust.Settings, now time.Time) error
	TrustLogo(ctx context.Context, trustID string) (logo.Logo, error)
	KeepLogo(ctx context.Context, trustID, byID string, checked logo.Logo, seen int, now time.Time) error
	RemoveLogo(ctx context.Context, trustID, byID string, seen int, now time.Time) error
	WriteArchive(ctx context.Context, trustID, personID string, to io.Writer, now time.Time) error
}

// Pages are the pages of a trust's settings and of its archive.
type Pages struct {
	Store Store
	Now   func() time.Time
}

func trustPath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID }

func settingsPath(viewer identity.Viewer) string { return trustPath(viewer) + "/settings" }

func archivePath(viewer identity.Viewer) string { return trustPath(viewer) + "/archive" }
