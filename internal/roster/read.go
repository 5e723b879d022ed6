package roster

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sevenfold/internal/csvfile"
	"sevenfold/internal/identity"
)

// Read takes the people from a file. Its errors say why the file as a whole
// can't be read; what is wrong with single rows is in the roster.
func Read(data []byte) (Roster, error) {
	var r Roster
	text, err := decode(data)
	if err != nil {
		return r, err
	}
	skipped := 0
	text, separator, said := cutSeparatorLine(text)
	if said {
		skipped = 1
	} else {
		separator = delimiter(text)
	}
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma, lines.FieldsPerRecord, lines.ReuseRecord = separator, -1, true
	return r, r.readLines(lines, skipped, lastLine(text))
}

// lastLine is the line at which a cell that is never closed would end; a file
// whose quotation marks pair up has none.
func lastLine(text string) int {
	if strings.Count(text, `"`)%2 == 0 {
		return math.MaxInt
	}
	return strings.Count(text, "\n")
}

// cutSeparatorLine takes away the line "sep=;" with which Excel's files may begin.
func cutSeparatorLine(text string) (rest string, separator rune, said bool) {
	first, rest, _ := strings.Cut(text, "\n")
	sign, said := strings.CutPrefix(strings.ToLower(strings.Trim(first, "\" ")), "sep=")
	if letters := []rune(sign); said && len(letters) == 1 && strings.ContainsRune(",;\t", letters[0]) {
		return rest, letters[0], true
	}
	return text, 0, false
}

// readLines counts rows as a spreadsheet does: empty lines are rows, and the
// lines of one cell are not.
func (r *Roster) readLines(lines *csv.Reader, ahead, last int) error {
	var found columns
	seen := map[string]int{}
	within := 0 // lines that lay within cells
	people := 0
	for {
		cells, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			if errors.Is(err, csv.ErrQuote) && bad.Line >= last {
				return ErrCutOff
			}
			r.Mistakes = append(r.Mistakes, Mistake{
				Row: bad.StartLine - within + ahead, Found: "\"",
				Put: "Put the whole cell between quotation marks, and write each quotation mark within it twice",
			})
			within += bad.Line - bad.StartLine
			continue
		}
		if err != nil {
			return err
		}
		line, _ := lines.FieldPos(0)
		row := line - within + ahead
		for _, cell := range cells {
			within += strings.Count(cell, "\n")
		}
		if !slices.ContainsFunc(cells, func(cell string) bool { return clean(cell) != "" }) {
			continue
		}
		if found == nil {
			if found = r.readHeadings(row, cells); len(r.Mistakes) > 0 {
				return nil
			}
			continue
		}
		if people++; people > MostRows {
			return ErrTooMany
		}
		r.readRow(row, found, cells, seen)
	}
	if people == 0 && len(r.Mistakes) == 0 {
		return ErrNoPeople
	}
	return nil
}

// readRow reads one person; a row with a mistake is not among the good ones.
func (r *Roster) readRow(number int, found columns, cells []string, seen map[string]int) {
	before := len(r.Mistakes)
	cell := func(c Column) string {
		if i, has := found[c]; has && i < len(cells) {
			return r.words(number, c, cells[i])
		}
		return ""
	}
	row := Row{Number: number, Email: r.address(number, cell(Email), seen)}
	row.Name = cell(Name)
	if row.Name == "" {
		row.Name = clean(cell(firstName) + " " + cell(surname))
	}
	if utf8.RuneCountInString(row.Name) > mostLetter || len(row.Name) > 2000 {
		r.wrong(number, Name, shortened(row.Name), "Write a name of at most 200 letters")
	}
	if roles := cell(Roles); roles != "" {
		row.Roles = r.roles(number, Roles, roles)
	} else if group := cell(group); group != "" {
		row.Roles = r.roles(number, "Group", group)
	}
	row.Committees = r.committees(number, cell(Committee))
	row.StartsOn = r.day(number, Start, cell(Start))
	row.EndsOn = r.day(number, End, cell(End))
	if row.StartsOn != nil && row.EndsOn != nil && row.EndsOn.Before(*row.StartsOn) {
		r.wrong(number, End, cell(End), "Write a day that is not before the start, "+ShowDay(*row.StartsOn))
	}
	if len(r.Mistakes) == before {
		r.Rows = append(r.Rows, row)
	}
}

// words is what a cell says. A cell that a spreadsheet would take for a formula
// is a mistake, unless an apostrophe says that it is text; a dash alone stands
// for nothing.
func (r *Roster) words(number int, c Column, cell string) string {
	cell = clean(cell)
	if text, marked := strings.CutPrefix(cell, "'"); marked && csvfile.IsFormula(text) {
		return text
	}
	if strings.Trim(cell, "-–—") == "" {
		return ""
	}
	if csvfile.IsFormula(cell) {
		r.wrong(number, c, shortened(cell), "Write the words themselves: what begins with "+string([]rune(cell)[:1])+" is a formula to a spreadsheet")
		return ""
	}
	return cell
}

func (r *Roster) address(number int, typed string, seen map[string]int) string {
	if typed == "" {
		if len(r.Mistakes) == 0 || r.Mistakes[len(r.Mistakes)-1].Row != number { // a formula was said already
			r.wrong(number, Email, "", "Write the person's e-mail address")
		}
		return ""
	}
	email, err := identity.CleanEmail(strings.Map(visible, typed))
	if err != nil {
		r.wrong(number, Email, shortened(typed), "Write one e-mail address alone, in the form name@example.org")
		return ""
	}
	if first, twice := seen[email]; twice {
		r.Mistakes = append(r.Mistakes, Mistake{
			number, r.heading(Email), shortened(typed),
			"Keep one row for each person, with all their roles and committees: the same address is in row " + figures(first),
		})
		return ""
	}
	seen[email] = number
	return email
}

// visible drops what stands in no address and can't be seen in one.
func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) && r != ' ' {
		return -1
	}
	return r
}

// clean is a cell as it is kept: in Unicode's normal form, in one line, but for
// the line breaks that part several things.
func clean(cell string) string {
	lines := strings.Split(norm.NFC.String(strings.Map(printed, cell)), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func printed(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\ufeff' {
		return -1
	}
	return r
}

// shortened is what a page shows of a cell.
func shortened(cell string) string {
	const most = 80
	if letters := []rune(cell); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return cell
}
