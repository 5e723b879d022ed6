package identity_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
)

func TestWhoMayDoWhat(t *testing.T) {
	permissions := []identity.Permission{
		identity.SeeTrust, identity.RunRounds, identity.SeeProgress, identity.AnswerRounds, identity.ReadReports,
		identity.RunPeople, identity.RunInstallation, identity.ReadSharedReports, identity.TakeOutNotes,
		identity.ReadConversation, identity.LeadConversation, identity.Present, identity.ChooseNotes,
		identity.ReadSettings, identity.ChangeSettings, identity.TakeArchive,
		identity.ReadActions, identity.RunActions, identity.UpdateActions, identity.ReadEvidence, identity.EnterEvidence,
		identity.TypeIn, identity.ExportPacks, identity.ExportData,
	}
	if all := identity.Permissions(); len(permissions) != len(all) {
		t.Errorf("got %d permissions here, want each of the %d that there are: %v", len(permissions), len(all), all)
	}
	// One column a permission, in the order above.
	want := map[trust.Role]string{
		trust.GovernanceProfessional: "yyyyyy..yyyy.yyyyyyyyyyy",
		trust.Chair:                  "y.yyy...yyyyyy..yyyyy.yy",
		trust.Trustee:                "y..yy....y......y.yy....",
		trust.ChiefExecutive:         "y..yy....y......yyyyy...",
		trust.Executive:              "y..yy....y......yyyyy...",
		trust.LocalGovernor:          "y..y...y................",
		trust.Member:                 "y..y...y................",
	}
	for _, role := range trust.Roles {
		for i, p := range permissions {
			viewer := identity.Viewer{PersonID: "p", TrustID: "t", Roles: []trust.Role{role}}
			if got, want := viewer.May(p), want[role][i] == 'y'; got != want {
				t.Errorf("%s, %s: got %v, want %v", role, p, got, want)
			}
			viewer.TrustID = ""
			if viewer.May(p) {
				t.Errorf("%s, %s in another trust: got yes, want no", role, p)
			}
		}
	}
	both := identity.Viewer{PersonID: "p", TrustID: "t", Roles: []trust.Role{trust.Trustee, trust.GovernanceProfessional}}
	if !both.May(identity.RunRounds) {
		t.Error("two roles: got no, want what either may do")
	}
	operator := identity.Viewer{PersonID: "p", Operator: true}
	for _, p := range permissions {
		if got, want := operator.May(p), p == identity.RunInstallation; got != want {
			t.Errorf("operator, %s: got %v, want %v", p, got, want)
		}
	}
}

func TestALimitedSessionAnswersItsRoundAndDoesNothingElse(t *testing.T) {
	all := identity.Viewer{PersonID: "p", TrustID: "t", TrustName: "T", Name: "P", Roles: trust.Roles, Operator: true}
	limited := all
	limited.OnlyTrust, limited.OnlyRound = "t", "r"
	for _, p := range identity.Permissions() {
		if !all.At("t", "r2").May(p) {
			t.Errorf("%s, with a whole session: got no, want yes", p)
		}
		if got, want := limited.At("t", "r").May(p), p == identity.AnswerRounds; got != want {
			t.Errorf("%s, in the round: got %v, want %v", p, got, want)
		}
		for _, elsewhere := range [][2]string{{"t", "r2"}, {"t2", "r"}, {"t", ""}, {"", ""}} {
			there := limited.At(elsewhere[0], elsewhere[1])
			if there.May(p) || there.TrustID != "" || there.Name != "" || !there.Limited() {
				t.Errorf("%s, at %q: got %+v, want a limited viewer of no trust", p, elsewhere, there)
			}
		}
	}
}

func TestEmailAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		" Chair@Trust.Example ":            "chair@trust.example",
		"a+b@sub.trust.example":            "a+b@sub.trust.example",
		"o'brien@trust.example":            "o'brien@trust.example",
		"":                                 "",
		"chair":                            "",
		"chair@":                           "",
		"@trust.example":                   "",
		"chair@trust":                      "",
		"Chair <chair@trust.example>":      "",
		"a@trust.example, b@trust.example": "",
		"a@trust.example\r\nBcc: b@trust.example":   "",
		"<script>@trust.example":                    "",
		strings.Repeat("a", 250) + "@trust.example": "",
	} {
		got, err := identity.CleanEmail(typed)
		if got != want || (want == "") != errors.Is(err, identity.ErrNotAnAddress) {
			t.Errorf("%q: got %q, %v, want %q", typed, got, err, want)
		}
	}
}

func TestACodeIsTypedAsPeopleTypeIt(t *testing.T) {
	for _, typed := range []string{"204816", " 204 816 ", "204-816", "２０４８１６"} {
		if got := identity.CleanCode(typed); got != "204816" {
			t.Errorf("%q: got %q, want 204816", typed, got)
		}
	}
}

func TestAnAskKeepsOnlyHashesAndBindsTheCodeToItsPage(t *testing.T) {
	now := time.Date(2027, time.March, 4, 10, 42, 0, 0, time.UTC)
	ask, s := identity.NewAsk("a@example.org", "192.0.2.1", "", now)
	other, o := identity.NewAsk("a@example.org", "192.0.2.1", "", now)
	if s.Page == o.Page || s.Link == o.Link || bytes.Equal(ask.CodeHash, other.CodeHash) {
		t.Error("got the same secrets twice, want each its own")
	}
	if len(s.Page)*5 < 128 || len(s.Link)*5 < 128 || len(s.Code) != 6 {
		t.Errorf("got secrets of %d, %d and %d characters, want 128 bits and six digits", len(s.Page), len(s.Link), len(s.Code))
	}
	if bytes.Equal(identity.CodeHash(o.Page, s.Code), ask.CodeHash) {
		t.Error("got a code that another page could use, want it bound to its own")
	}
}
