package roster

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sevenfold/internal/trust"
)

// roleWords are the words in which exports name each role.
var roleWords = map[trust.Role]string{
	trust.GovernanceProfessional: "governance professional|governance professionals|clerk|clerk to the board|clerk to trustees|clerk to the trustees|clerk to the trust|company secretary|governance officer|head of governance|governance manager|governance lead",
	trust.Chair:                  "chair|chair of trustees|chair of the trust board|chair of the board|chair of the trust|chair of directors|chairman|chairwoman|chairperson|trust chair|board chair",
	trust.Trustee:                "trustee|trustees|director|board member|vice chair|vice chair of trustees|deputy chair|trustee director|parent trustee|co opted trustee",
	trust.ChiefExecutive:         "chief executive|chief executives|chief executive officer|ceo|executive principal and ceo",
	trust.Executive:              "executive|executives|executive leader|executive team|executive director|chief financial officer|cfo|chief finance officer|finance director|chief operating officer|coo|director of education|director of finance|deputy chief executive|deputy ceo",
	trust.LocalGovernor:          "local governor|local governors|governor|governors|chair of governors|chair of local governors|vice chair of governors|parent governor|staff governor|co opted governor|academy councillor|local committee member|local governing body member|lgb member|academy committee member",
	trust.Member:                 "member|members|trust member|member of the trust|academy member",
}

var roleOf = func() map[string]trust.Role {
	of := map[string]trust.Role{}
	for role, words := range roleWords {
		for word := range strings.SplitSeq(words, "|") {
			of[plain(word)] = role
		}
	}
	return of
}()

// roles reads one role or several. A word that stands for none is a mistake.
func (r *Roster) roles(number int, c Column, cell string) []trust.Role {
	var found []trust.Role
	for _, word := range strings.FieldsFunc(strings.ReplaceAll(cell, " and ", ";"), func(r rune) bool { return strings.ContainsRune(";,/|&\n", r) }) {
		if plain(word) == "" {
			continue
		}
		role, known := roleOf[plain(word)]
		if !known {
			if role, known = roleOf[plain(cell)]; !known {
				r.wrong(number, c, shortened(cell), "Write one of these, or several with a semicolon between them: "+roleTitles())
				return nil
			}
		}
		found = append(found, role)
	}
	return inOrder(found)
}

// inOrder puts roles as pages show them, each once.
func inOrder(roles []trust.Role) []trust.Role {
	var kept []trust.Role
	for _, role := range trust.Roles {
		if slices.Contains(roles, role) {
			kept = append(kept, role)
		}
	}
	return kept
}

func roleTitles() string {
	var all []string
	for _, role := range trust.Roles {
		all = append(all, role.Title())
	}
	return strings.Join(all, ", ")
}

// committees reads names with semicolons between them: a comma may belong to a name.
func (r *Roster) committees(number int, cell string) []string {
	var found []string
	for name := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(";|\n", r) }) {
		name = strings.TrimSpace(name)
		if name == "" || slices.ContainsFunc(found, func(had string) bool { return strings.EqualFold(had, name) }) {
			continue
		}
		if len([]rune(name)) > mostLetter || len(name) > 2000 {
			r.wrong(number, Committee, shortened(name), "Write a name of at most 200 letters")
			return nil
		}
		found = append(found, name)
	}
	return found
}

// layouts are the ways in which exports write a day; in England the day stands first.
var layouts = []string{
	"2/1/2006", "2006-01-02", "2-1-2006", "2.1.2006", "2/1/06", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "2-Jan-06", "2 Jan 06",
	"Monday 2 January 2006", "Monday, 2 January 2006", "January 2, 2006",
}

// timesOfDay may follow a day, and say nothing.
var timesOfDay = []string{"", " 15:04", " 15:04:05", "T15:04:05", "T15:04:05Z", "T15:04:05Z07:00"}

// The years in which a term can lie.
const (
	firstYear = 1950
	lastYear  = 2100
)

func (r *Roster) day(number int, c Column, cell string) *time.Time {
	if cell == "" {
		return nil
	}
	for _, layout := range layouts {
		for _, clock := range timesOfDay {
			t, err := time.Parse(layout+clock, cell)
			if err != nil {
				continue
			}
			if t.Year() < firstYear || t.Year() > lastYear {
				r.wrong(number, c, shortened(cell), "Write a year from "+figures(firstYear)+" to "+figures(lastYear))
				return nil
			}
			day := trust.Day(t.Year(), t.Month(), t.Day())
			return &day
		}
	}
	r.wrong(number, c, shortened(cell), "Write a day that exists, the day first, such as 4/3/2027 or 4 March 2027")
	return nil
}

func figures(n int) string { return strconv.Itoa(n) }

func sameDay(a, b *time.Time) bool {
	return cmp.Or(a, &time.Time{}).Equal(*cmp.Or(b, &time.Time{}))
}
