package identity_test

import (
	"testing"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
)

func TestWhoMayDoWhatWithActionsAndEvidence(t *testing.T) {
	permissions := []identity.Permission{
		identity.ReadActions, identity.RunActions, identity.UpdateActions, identity.ReadEvidence, identity.EnterEvidence,
	}
	// One column a permission, in the order above.
	want := map[trust.Role]string{
		trust.GovernanceProfessional: "yyyyy",
		trust.Chair:                  "yyyyy",
		trust.Trustee:                "y.yy.",
		trust.ChiefExecutive:         "yyyyy",
		trust.Executive:              "yyyyy",
		trust.LocalGovernor:          ".....",
		trust.Member:                 ".....",
	}
	for _, role := range trust.Roles {
		viewer := identity.Viewer{PersonID: "p", TrustID: "t", Roles: []trust.Role{role}}
		limited := viewer
		limited.OnlyTrust, limited.OnlyRound = "t", "r"
		for i, p := range permissions {
			if got := viewer.May(p); got != (want[role][i] == 'y') {
				t.Errorf("%s, %s: got %v, want %c", role, p, got, want[role][i])
			}
			if limited.May(p) {
				t.Errorf("%s, %s: got it in a session of one round, want it refused", role, p)
			}
		}
	}
}
