package boardpack

import "time"

// Section is a part of a pack that may be chosen.
type Section string

// The sections, in the order in which a pack has them. The cover and the
// provenance are always there.
const (
	Summary     Section = "summary" // two pages
	Domains     Section = "domains" // a part for each domain
	ViewsDiffer Section = "views-differ"
	NotYetKnown Section = "not-yet-known"
	Since       Section = "since" // since last time
	Lenses      Section = "lenses"
	Agreed      Section = "agreed-views"
	Actions     Section = "actions"
	Notes       Section = "notes"
	Evidence    Section = "evidence"
	Method      Section = "method"
)

// Sections are all of them, in order.
var Sections = []Section{Summary, Domains, ViewsDiffer, NotYetKnown, Since, Lenses, Agreed, Actions, Notes, Evidence, Method}

// Choice is what a governance professional chose for a pack. What it says of
// the meeting may be left empty.
type Choice struct {
	Sections []Section `json:"sections"`
	// Trust is the name as the cover prints it.
	Trust      string    `json:"trust"`
	Meeting    string    `json:"meeting"`
	Date       time.Time `json:"date,omitzero"` // a day in London
	AgendaItem string    `json:"agenda_item"`
	Marking    string    `json:"marking"`
	WithLogo   bool      `json:"with_logo"`
}
