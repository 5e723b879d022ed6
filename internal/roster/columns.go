package roster

import (
	"strings"
	"unicode"
)

// Column is what a column of a file says, in the words of our own headings.
type Column string

// The columns that are read; all but the e-mail may be missing.
const (
	Name      Column = "Name"
	Email     Column = "E-mail"
	Roles     Column = "Role"
	Committee Column = "Committee"
	Start     Column = "Start"
	End       Column = "End"
	firstName Column = "First name"
	surname   Column = "Surname"
	group     Column = "Group"
)

// written is the order in which our own files have their columns.
var written = []Column{Name, Email, Roles, Committee, Start, End}

// called are the headings under which exports have each column.
var called = map[Column]string{
	Name:      "name|full name|display name|preferred name|person",
	Email:     "email|email address|mail|work email|primary email|contact email|email 1",
	Roles:     "role|roles|position|positions|trust role|board role|governance role|type of governor|governor type",
	Committee: "committee|committees|committee membership|committee memberships|committee name|member of committees",
	Start:     "start|starts|start date|date started|from|appointed|appointed on|appointment date|date of appointment|date appointed|term start|term start date|term of office start|term of office start date|joined",
	End:       "end|ends|end date|date ended|to|until|term end|term ends|term end date|term expires|term of office end|term of office end date|term of office ends|expiry date|date of leaving|leaving date",
	firstName: "first name|forename|forenames|first names|given name|given names|first|christian name",
	surname:   "surname|last name|family name|last|second name",
	group:     "group|groups|respondent group",
}

// columnOf is the column of every heading.
var columnOf = func() map[string]Column {
	of := map[string]Column{}
	for c, headings := range called {
		for heading := range strings.SplitSeq(headings, "|") {
			of[plain(heading)] = c
		}
	}
	return of
}()

// plain is text as it is compared: its letters and figures alone, in lower case.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// columns says which place of a row holds which column.
type columns map[Column]int

// readHeadings finds the columns of a file. A heading that stands twice, and a
// file without addresses, are mistakes of row 1.
func (r *Roster) readHeadings(row int, cells []string) columns {
	found := columns{}
	r.Headings = map[Column]string{}
	for i, cell := range cells {
		cell = clean(cell)
		c, known := columnOf[plain(cell)]
		_, twice := found[c]
		switch {
		case cell == "":
		case !known:
			r.Unused = append(r.Unused, cell)
		case twice:
			r.Mistakes = append(r.Mistakes, Mistake{
				row, cell, cell, "Leave only one column for this: “" + r.Headings[c] + "” says the same",
			})
		default:
			found[c], r.Headings[c] = i, cell
		}
	}
	if _, has := found[Email]; !has && len(r.Mistakes) == 0 {
		r.Mistakes = append(r.Mistakes, Mistake{
			row, string(Email), "", "Head the column of addresses E-mail, in the first row of the file",
		})
	}
	return found
}

// delimiter is what parts the cells: whatever stands most often in the
// headings, outside quotation marks.
func delimiter(text string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, letter := range strings.TrimLeft(text, "\n") {
		if letter == '\n' && !quoted {
			break
		}
		if letter == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[letter]++
		}
	}
	best := ','
	for _, letter := range ";\t" {
		if counts[letter] > counts[best] {
			best = letter
		}
	}
	return best
}
