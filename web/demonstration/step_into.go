package demonstration

import (
	"fmt"
	"net/http"
	"slices"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// StepInto signs the browser in as somebody of the demonstration, in the place
// of whoever it was before.
func (p Pages) StepInto(w http.ResponseWriter, r *http.Request, _ identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	t, members, err := p.people(r.Context())
	if err != nil {
		return err
	}
	id := f.Value("person")
	if !slices.ContainsFunc(members, func(m trust.Membership) bool { return m.PersonID == id }) {
		return fmt.Errorf("step into a person: %w", fault.NotFound)
	}
	if old := p.Gate.Token(r); old != "" {
		if err := p.Store.EndSession(r.Context(), identity.Hash(old)); err != nil {
			return err
		}
	}
	session, token := identity.NewSession(id, "Demonstration", p.Now(), identity.SessionLifetime)
	if err := p.Store.AddSession(r.Context(), session); err != nil {
		return err
	}
	p.Gate.SetToken(w, token, session)
	return page.Redirect(w, r, "/t/"+t.ID)
}
