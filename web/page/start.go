package page

import (
	"net/http"

	"sevenfold/internal/identity"
)

// OwnDevice is the name of the field with which somebody says that the device is theirs.
const OwnDevice = "own-device"

// Admission is somebody who has shown who they are.
type Admission struct {
	PersonID string
	// OwnDevice is what OwnDeviceField gave: they ask to stay signed in longer.
	OwnDevice bool
	// TrustID and RoundID name the one round that they came to answer, where an
	// invitation let them in: they may then do nothing else.
	TrustID string
	RoundID string
}

// Start begins a session, in the place of the one that the browser held, and
// hands its token to the browser.
func (g Gate) Start(w http.ResponseWriter, r *http.Request, in Admission) (token string, err error) {
	lifetime := identity.SessionLifetime
	if in.OwnDevice {
		long, err := g.Sessions.MayStayLong(r.Context(), in.PersonID)
		if err != nil {
			return "", err
		}
		if long {
			lifetime = identity.OwnDeviceLifetime
		}
	}
	session, token := identity.NewSession(in.PersonID, device(r.UserAgent()), g.Now(), lifetime)
	session.TrustID, session.RoundID = in.TrustID, in.RoundID
	if old := g.Token(r); old != "" {
		session.Replaces = identity.Hash(old)
	}
	if err := g.Sessions.AddSession(r.Context(), session); err != nil {
		return "", err
	}
	g.SetToken(w, token, session)
	return token, nil
}
