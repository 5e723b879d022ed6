package sample

import (
	"fmt"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

// MainInstrument is what the sample's rounds ask, where the framework has it.
const MainInstrument = "seven-domains"

// everyDomain is how many domains somebody answers who answers all there are.
const everyDomain = 1 << 10

// Sitting is how far one respondent comes in a round.
type Sitting struct {
	Person    Person
	Domains   int // how many they answer, from the first
	Submitted bool
}

// Started tells whether they answer anything at all.
func (s Sitting) Started() bool { return s.Domains > 0 || s.Submitted }

// Plan is one round of the sample: when it ran, and who answered how much.
type Plan struct {
	Title    string
	OpensAt  time.Time
	ClosesAt time.Time
	Closes   bool // it has closed; otherwise it is open
	Sittings []Sitting
	seed     uint64
	notes    []written // beside their answers, where the opinions' own notes are not
}

// written is a note of one person, wherever they stand.
type written struct {
	sitting   int
	statement string
	text      string
}

// Plans are the sample's three rounds as they stand on a day, the oldest first:
// a pilot that too few answered, a whole audit two terms later, both closed,
// and one that is open now and half answered.
func Plans(now time.Time) []Plan {
	this := termOf(now)
	audited := this.before().before()
	piloted := audited.before()
	opens := mondayUpTo(now.In(audit.London).AddDate(0, 0, -10))
	closes := mondayUpTo(now.In(audit.London).AddDate(0, 0, 20)).AddDate(0, 0, 4)
	return []Plan{
		{
			Title:   "Local pilot, " + piloted.words(),
			OpensAt: piloted.opens(), ClosesAt: piloted.closes(2), Closes: true, seed: 7, notes: []written{},
			Sittings: sittings(Respondents()[7:13], []int{everyDomain, everyDomain, 0, everyDomain, 2, everyDomain}, 4),
		},
		{
			Title:   audited.title() + " audit",
			OpensAt: audited.opens(), ClosesAt: audited.closes(4), Closes: true, seed: 14,
			Sittings: sittings(Respondents(), []int{
				everyDomain, everyDomain, everyDomain, everyDomain, everyDomain, everyDomain, everyDomain, 4, everyDomain, everyDomain,
				everyDomain, everyDomain, everyDomain, everyDomain, everyDomain,
			}, board),
		},
		{
			Title:   this.title() + " audit",
			OpensAt: audit.StartOfDay(opens.Date()), ClosesAt: audit.EndOfDay(closes.Date()), seed: 21, notes: notesSince,
			Sittings: sittings(Respondents(), []int{
				3, everyDomain, 5, everyDomain, 0, everyDomain, 0, 1, everyDomain, 0,
				everyDomain, 2, everyDomain, everyDomain, 0,
			}, 7),
		},
	}
}

// sittings says of each person how many domains they answer; whoever answers
// every one submits. It holds the plan to how many do.
func sittings(people []Person, domains []int, submitted int) []Sitting {
	all := make([]Sitting, len(people))
	for i, p := range people {
		all[i] = Sitting{Person: p, Domains: domains[i], Submitted: domains[i] == everyDomain}
		if all[i].Submitted {
			submitted--
		}
	}
	if submitted != 0 {
		panic(fmt.Sprintf("a plan of the sample is %d submitted responses out", submitted))
	}
	return all
}

// Responses are what the people of the plan answer, each as far as they come,
// in the order of its sittings.
func (p Plan) Responses(q audit.Questionnaire) []Response {
	all := make([]Response, len(p.Sittings))
	// Those who submit are dealt to by themselves: together they hold the opinions.
	for _, submitted := range []bool{true, false} {
		var who []int
		var groups []trust.Group
		for i, s := range p.Sittings {
			if s.Submitted == submitted {
				group, _ := s.Person.Group()
				who, groups = append(who, i), append(groups, group)
			}
		}
		for i, response := range answered(q, groups, p.seed) {
			all[who[i]] = response.through(q, p.Sittings[who[i]].Domains)
		}
	}
	if p.notes != nil {
		p.rewrite(all)
	}
	return all
}

// rewrite puts the plan's own notes in the place of those of the opinions.
func (p Plan) rewrite(responses []Response) {
	for i, response := range responses {
		for j := range response.Answers {
			a := &responses[i].Answers[j]
			a.Note = ""
			for _, n := range p.notes {
				if n.sitting == i && n.statement == a.Statement {
					a.Note = n.text
				}
			}
		}
	}
}

// through keeps the answers to the first domains, every statement of them answered.
func (r Response) through(q audit.Questionnaire, domains int) Response {
	if domains >= len(q.Domains) {
		return r
	}
	given := map[string]audit.Answer{}
	for _, a := range r.Answers {
		given[a.Statement] = a
	}
	r.Answers = nil
	for _, d := range q.Domains[:domains] {
		for _, s := range d.Statements() {
			a, ok := given[s.ID]
			if !ok {
				a = audit.Answer{Statement: s.ID, Escape: audit.Unknown}
			}
			r.Answers = append(r.Answers, a)
		}
	}
	return r
}

// term is one of the three of a school year.
type term struct {
	year   int
	season int // of the year, from 0
}

var seasons = []struct {
	name  string
	month time.Month // in which a round of that term runs
}{{"Spring", time.March}, {"Summer", time.June}, {"Autumn", time.November}}

func termOf(now time.Time) term {
	now = now.In(audit.London)
	return term{year: now.Year(), season: (int(now.Month()) - 1) / 4}
}

func (t term) before() term {
	if t.season == 0 {
		return term{year: t.year - 1, season: len(seasons) - 1}
	}
	return term{year: t.year, season: t.season - 1}
}

func (t term) title() string { return fmt.Sprintf("%s %d", seasons[t.season].name, t.year) }
func (t term) words() string { return strings.ToLower(t.title()) }

// opens is the first Monday of the month in which a round of the term runs.
func (t term) opens() time.Time {
	return audit.StartOfDay(mondayUpTo(time.Date(t.year, seasons[t.season].month, 7, 0, 0, 0, 0, audit.London)).Date())
}

// closes is the end of the Friday of that week after the opening, the first being 1.
func (t term) closes(week int) time.Time {
	return audit.EndOfDay(t.opens().AddDate(0, 0, 7*week-3).Date())
}

// mondayUpTo is the last Monday that is not after the day.
func mondayUpTo(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}
