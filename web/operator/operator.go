// Package operator is where whoever looks after the installation adds trusts,
// names who begins to run them, and switches them off. Nothing that a trust
// does is shown here.
package operator

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
)

// Store keeps the trusts of the installation.
type Store interface {
	InstalledTrusts(ctx context.Context) ([]trust.Installed, error)
	InstalledTrust(ctx context.Context, trustID string) (trust.Installed, error)
	FoundTrust(ctx context.Context, operatorID string, t trust.Trust, first trust.Membership, now time.Time) error
	RenameTrust(ctx context.Context, trustID, operatorID, name string, now time.Time) error
	NameGovernanceProfessional(ctx context.Context, trustID, operatorID string, m trust.Membership, now time.Time) error
	SwitchTrustOff(ctx context.Context, trustID, operatorID string, now time.Time) error
	SwitchTrustOn(ctx context.Context, trustID, operatorID string, now time.Time) error
}

// Pages are the pages of looking after the installation.
type Pages struct {
	Store Store
	Now   func() time.Time
}

const listPath = "/operator"

func trustPath(id, page string) string { return listPath + "/trusts/" + id + page }

// installed finds the trust of the address.
func (p Pages) installed(r *http.Request) (trust.Installed, error) {
	return p.Store.InstalledTrust(r.Context(), chi.URLParam(r, "trust"))
}

// longest is how many characters a name may have.
const longest = 200

// readName reads a name, and notes what has to be put right about it.
func readName(f *form.Form, field, of string) string {
	name := f.Value(field)
	switch {
	case name == "":
		f.Wrong(field, "Enter the name of the "+of)
	case form.Length(name) > longest || len(name) > 10*longest:
		f.Wrong(field, "The name of the "+of+" must have 200 characters or fewer")
	}
	return name
}

const professional = "governance professional"

// readProfessional reads who is to be a governance professional.
func readProfessional(f *form.Form) trust.Membership {
	m := trust.Membership{Name: readName(f, "person", professional)}
	email, err := identity.CleanEmail(f.Value("email"))
	switch {
	case f.Value("email") == "":
		f.Wrong("email", "Enter the e-mail address of the "+professional)
	case err != nil:
		f.Wrong("email", "Enter an e-mail address in the form name@example.org")
	}
	m.Email = email
	return m
}

// professionalView is the part of a form that asks for a governance professional.
type professionalView struct {
	Name  component.TextFieldView
	Email component.TextFieldView
}

func professionalFields(f *form.Form, label, hint string) professionalView {
	return professionalView{
		Name: component.TextFieldView{
			ID: "person", Label: label, Hint: hint, Value: f.Value("person"), Error: f.Message("person"),
		},
		Email: component.TextFieldView{
			ID: "email", Label: "Their e-mail address", Hint: "They sign in with it. A message goes there at once.",
			Value: f.Value("email"), Error: f.Message("email"), Kind: component.Email,
		},
	}
}

func people(n int) string { return component.Capital(component.Count(n, "person", "people")) }
