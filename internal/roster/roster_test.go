package roster

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"sevenfold/internal/trust"
)

var today = time.Date(2027, time.March, 4, 10, 42, 0, 0, time.UTC)

func day(year int, month time.Month, d int) *time.Time {
	t := trust.Day(year, month, d)
	return &t
}

const good = "Name,E-mail,Role,Committee,Start,End\n" +
	"Siân Rhys,Sian@Trust.Example,Trustee; Member,Finance and Risk; Audit,1/9/2025,31/08/2029\n"

var sian = Row{
	Number: 2, Email: "sian@trust.example", Name: "Siân Rhys", Roles: []trust.Role{trust.Trustee, trust.Member},
	Committees: []string{"Finance and Risk", "Audit"}, StartsOn: day(2025, time.September, 1), EndsOn: day(2029, time.August, 31),
}

func utf16(text string, order unicode.Endianness) string {
	out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return out
}

func windows(text string) string {
	out, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		panic(err)
	}
	return out
}

func TestOnePersonIsReadFromEveryKindOfFile(t *testing.T) {
	tabs := strings.ReplaceAll(good, ",", "\t")
	semicolons := strings.ReplaceAll(strings.ReplaceAll(good, ";", "/"), ",", ";")
	for name, file := range map[string]string{
		"UTF-8":                            good,
		"UTF-8 with its mark":              "\xef\xbb\xbf" + good,
		"UTF-16, little end first":         utf16(good, unicode.LittleEndian),
		"UTF-16, big end first, with tabs": utf16(tabs, unicode.BigEndian),
		"Windows-1252":                     windows(good),
		"Windows-1252 with semicolons": windows(strings.ReplaceAll(semicolons,
			"Finance and Risk/ Audit", `"Finance and Risk; Audit"`)),
		"tabs":                        tabs,
		"lines that end as Windows's": strings.ReplaceAll(good, "\n", "\r\n"),
		"lines that end as old Macs'": strings.ReplaceAll(good, "\n", "\r"),
		"no line break at the end":    strings.TrimSuffix(good, "\n"),
		"cells in quotation marks": `"Name","E-mail","Role","Committee","Start","End"` + "\n" +
			`"Siân Rhys","sian@trust.example","Trustee; Member","Finance and Risk; Audit","1/9/2025","31/08/2029"`,
		"letters with their accents apart": strings.ReplaceAll(good, "â", "a\u0302"),
		"rows of empty cells after it":     good + ",,,,,\n\n  , ,,,,\n",
		"columns in another order, and others": "Ref;End date;EMAIL ADDRESS;Telephone;Surname;First Name;Committees;Position;Start date\n" +
			"7;2029-08-31;sian@trust.example;01234;Rhys;Siân;\"Finance and Risk|Audit\";Director, Trust Member;01-Sep-2025\n",
		"rows shorter than the headings":         strings.Replace(good, "End\n", "End,Notes,More\n", 1),
		"days with a time":                       strings.Replace(good, "1/9/2025", "2025-09-01 00:00:00", 1),
		"an address that mail programs dress up": strings.Replace(good, "Sian@Trust.Example", " sian@trust.example\u200b ", 1),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read([]byte(file))
			if err != nil || len(got.Mistakes) > 0 {
				t.Fatalf("got %v, %+v, want no mistake", err, got.Mistakes)
			}
			if len(got.Rows) != 1 || !reflect.DeepEqual(got.Rows[0], sian) {
				t.Errorf("got %+v, want %+v", got.Rows, sian)
			}
		})
	}
}

func TestAFileThatCannotBeReadSaysWhy(t *testing.T) {
	many := "E-mail\n" + strings.Repeat("a@trust.example\n", MostRows+1)
	for name, test := range map[string]struct {
		file string
		want error
	}{
		"nothing":                        {"", ErrEmpty},
		"a mark alone":                   {"\xef\xbb\xbf", ErrEmpty},
		"empty lines":                    {"\n\r\n  \n", ErrEmpty},
		"headings alone":                 {"Name,E-mail\n", ErrNoPeople},
		"a workbook of today":            {"PK\x03\x04\x14\x00", ErrWorkbook},
		"a workbook of before":           {"\xd0\xcf\x11\xe0\xa1\xb1", ErrWorkbook},
		"a picture":                      {"\x89PNG\r\n\x1a\n\x00\x00", ErrNotText},
		"UTF-16 without a mark":          {utf16(good, unicode.LittleEndian)[2:], ErrNotText},
		"UTF-8's mark, and none of it":   {"\xef\xbb\xbfE-mail\n\xff\xff\n", ErrNotText},
		"cut in a letter":                {good + "S\xc3", ErrCutOff},
		"cut in a letter of UTF-16":      {utf16(good, unicode.LittleEndian) + "S", ErrCutOff},
		"cut in a cell":                  {"E-mail,Name\na@trust.example,\"Sian\nRhys", ErrCutOff},
		"cut in a cell after a line end": {"E-mail,Name\na@trust.example,\"Sian\n", ErrCutOff},
		"too many rows":                  {many, ErrTooMany},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read([]byte(test.file)); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestAMistakeSaysWhereItIs(t *testing.T) {
	for name, test := range map[string]struct {
		file string
		want []string // row, column, what is there
	}{
		"no column of addresses":   {"Name,Role\nA,Chair\n", []string{"1 E-mail ()"}},
		"two columns of addresses": {"E-mail,Email address,Role\na@b.example,b@b.example,Chair\n", []string{"1 Email address (Email address)"}},
		"no address":               {"Name,E-mail\nAda,\n", []string{"2 E-mail ()"}},
		"not an address":           {"Name,Work email\nAda,ada at trust\n", []string{"2 Work email (ada at trust)"}},
		"two addresses in a cell":  {"E-mail\n\"a@b.example, c@b.example\"\n", []string{"2 E-mail (a@b.example, c@b.example)"}},
		"an unknown role":          {"E-mail,Position\na@b.example,Treasurer\n", []string{"2 Position (Treasurer)"}},
		"an unknown group":         {"E-mail,Group\na@b.example,Guests\n", []string{"2 Group (Guests)"}},
		"a day that is none":       {"E-mail,Start\na@b.example,31/2/2027\n", []string{"2 Start (31/2/2027)"}},
		"the month first":          {"E-mail,Start\na@b.example,3/25/2027\n", []string{"2 Start (3/25/2027)"}},
		"the year 20270":           {"E-mail,Start\na@b.example,1/2/20270\n", []string{"2 Start (1/2/20270)"}},
		"a year far off":           {"E-mail,Start\na@b.example,1/2/1027\n", []string{"2 Start (1/2/1027)"}},
		"an end before a start":    {"E-mail,Start,Term ends\na@b.example,1/9/2026,31/8/2026\n", []string{"2 Term ends (31/8/2026)"}},
		"a formula for a name":     {"E-mail,Name\na@b.example,=1+1\n", []string{"2 Name (=1+1)"}},
		"one in wide letters":      {"E-mail,Name\na@b.example,＝1+1\n", []string{"2 Name (＝1+1)"}},
		"a formula for an address": {"E-mail,Name\n\"=HYPERLINK(\"\"x\"\")\",Ada\n", []string{`2 E-mail (=HYPERLINK("x"))`}},
		"the same address in other letters": {
			"E-mail\nada@b.example\n\nADA@b.example\n", []string{"4 E-mail (ADA@b.example)"},
		},
		"a name that is too long": {
			"E-mail,Name\na@b.example," + strings.Repeat("é", 201) + "\n", []string{"2 Name (" + strings.Repeat("é", 80) + "…)"},
		},
		"a quotation mark out of place, and a mistake after it": {
			"E-mail,Name\na@b.example,Ada \"Al\" Lee\nnobody,Bo\n", []string{"2  (\")", "3 E-mail (nobody)"},
		},
		"rows are counted as a spreadsheet does": {
			"sep=;\nE-mail;Name\n\"a@b.example\";\"Ada\nLee\"\n\nnobody;Bo\n", []string{"5 E-mail (nobody)"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			read, err := Read([]byte(test.file))
			if err != nil {
				t.Fatalf("got %v, want mistakes alone", err)
			}
			var got []string
			for _, m := range read.Mistakes {
				got = append(got, fmt.Sprintf("%d %s (%s)", m.Row, m.Column, m.Found))
				if m.Put == "" {
					t.Errorf("row %d says nothing to put there", m.Row)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// board is a trust with a clerk, a trustee, and somebody who has left.
func board() ([]trust.Membership, []trust.Committee) {
	return []trust.Membership{
		{PersonID: "1", Email: "clerk@b.example", Name: "Ruth", Roles: []trust.Role{trust.GovernanceProfessional}, StartsOn: day(2028, time.January, 1)},
		{
			PersonID: "2", Email: "ada@b.example", Name: "Ada", Roles: []trust.Role{trust.Trustee}, Committees: []string{"f"},
			StartsOn: day(2025, time.September, 1),
		},
		{PersonID: "3", Email: "left@b.example", Name: "Len", Roles: []trust.Role{trust.Chair}, EndedAt: &today, EndsOn: day(2026, time.May, 1)},
		{PersonID: "4", Email: "chief@b.example", Name: "Jo", Roles: []trust.Role{trust.ChiefExecutive}, EndsOn: day(2029, time.May, 1)},
	}, []trust.Committee{{ID: "f", Name: "Finance"}}
}

func TestAPlanSaysWhatChanges(t *testing.T) {
	for name, test := range map[string]struct {
		rows, want string
	}{
		"somebody new": {"bo@b.example,Bo,Chair,,,", "added Bo"},
		"somebody new of another trust is as new":      {"stranger@other.example,Cy,Member,,,", "added Cy"},
		"somebody new without a name":                  {"bo@b.example,,Chair,,,", "wrong Name"},
		"somebody new without a role":                  {"bo@b.example,Bo,,,,", "wrong Role"},
		"somebody new whose term is over":              {"bo@b.example,Bo,Chair,,1/1/2020,1/1/2024", "left Bo"},
		"somebody as they are, in other letters":       {"ADA@b.example,Ada,trustee,FINANCE,1/9/2025,", "left Ada"},
		"empty cells":                                  {"ada@b.example,,,,,", "left Ada"},
		"another name":                                 {"ada@b.example,Ada Lee,,,,", "changed Ada Lee: Name: Ada Lee, was Ada"},
		"another role ends sessions":                   {"ada@b.example,,Member,,,", "changed Ada: Role: Member, was Trustee (signed out)"},
		"a role more":                                  {"ada@b.example,,Trustee & Member,,,", "changed Ada: Role: Trustee, Member, was Trustee"},
		"a committee more, which is new":               {"ada@b.example,,,finance; Audit,,", "changed Ada: Joins Audit, new Audit"},
		"an end before the start that is kept":         {"clerk@b.example,,,,,1/6/2027", "wrong End"},
		"a start after the end that is kept":           {"chief@b.example,,,,1/6/2030,", "wrong Start"},
		"a term that is over":                          {"ada@b.example,,,,,1/1/2025", "left Ada"},
		"a start after nothing":                        {"ada@b.example,,,,1/9/2026,", "changed Ada: Start: 1 September 2026, was 1 September 2025"},
		"an end":                                       {"ada@b.example,,,,,31/8/2029", "changed Ada: End: 31 August 2029, was not said"},
		"somebody who had left":                        {"left@b.example,,,,,", "returned Len"},
		"the last governance professional loses it":    {"clerk@b.example,,Trustee,,,", "changed Ruth: Role: Trustee, was Governance professional (signed out), wrong Role"},
		"another governance professional takes over":   {"clerk@b.example,,Trustee,,,\nada@b.example,,Clerk,,,", "changed Ruth: Role: Trustee, was Governance professional (signed out), changed Ada: Role: Governance professional, was Trustee (signed out)"},
		"a group stands for a role where none is said": {"bo@b.example,Bo,,,,,Executives", "added Bo"},
	} {
		t.Run(name, func(t *testing.T) {
			read, err := Read([]byte("E-mail,Name,Role,Committee,Start,End,Group\n" + test.rows + "\n"))
			if err != nil || len(read.Mistakes) > 0 {
				t.Fatalf("got %v, %v, want a good file", err, read.Mistakes)
			}
			people, committees := board()
			if got := told(read.Plan(people, committees, today)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func told(p Plan) string {
	var all []string
	for _, kind := range []struct {
		name    string
		changes []Change
	}{{"added", p.Added}, {"returned", p.Returned}, {"changed", p.Changed}, {"left", p.Left}} {
		for _, c := range kind.changes {
			line := kind.name + " " + c.After.Name
			if kind.name == "changed" {
				line += ": " + strings.Join(c.Words, ", ")
			}
			if c.LosesRole {
				line += " (signed out)"
			}
			all = append(all, line)
		}
	}
	for _, name := range p.Committees {
		all = append(all, "new "+name)
	}
	for _, m := range p.Mistakes {
		all = append(all, "wrong "+m.Column)
	}
	return strings.Join(all, ", ")
}

func TestAFingerprintTellsPlansApart(t *testing.T) {
	people, committees := board()
	read, err := Read([]byte("E-mail,Name,Role\nada@b.example,Ada Lee,\nbo@b.example,Bo,Chair\n"))
	if err != nil {
		t.Fatal(err)
	}
	shown := read.Plan(people, committees, today).Fingerprint()
	if again := read.Plan(people, committees, today).Fingerprint(); again != shown {
		t.Errorf("got %s again, want %s", again, shown)
	}
	people[1].Roles = []trust.Role{trust.Chair}
	if moved := read.Plan(people, committees, today).Fingerprint(); moved == shown {
		t.Error("got the same for people who have changed, want another")
	}
}

// TestWhatIsWrittenIsReadBackAndIsNoFormula writes cells that a spreadsheet
// would compute, and reads them as the text they were.
func TestWhatIsWrittenIsReadBackAndIsNoFormula(t *testing.T) {
	people, committees := board()
	people = people[:2]
	for i, name := range []string{"=1+1", "+44 Ada", "-Bo", "@cy", `Al "Bo" O'Hara, MBE`, "'quoted'", "Зоя", "=HYPERLINK(\"x\")"} {
		people = append(people, trust.Membership{
			PersonID: fmt.Sprint(i + 10), Email: fmt.Sprintf("+p%d@b.example", i), Name: name, Roles: []trust.Role{trust.Member, trust.Chair},
			EndsOn: day(2029, time.July, 31),
		})
	}
	var file bytes.Buffer
	if err := Write(&file, people, committees); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(file.Bytes(), markUTF8) {
		t.Error("got no mark of UTF-8, want one for Excel")
	}
	for _, start := range []string{",=", ",+", ",-", ",@", "\n=", "\n+", "\n-", "\n@", ",\"=", "\n\"="} {
		if strings.Contains(file.String(), start) {
			t.Errorf("got a cell after %q, want it marked as text", start)
		}
	}
	read, err := Read(file.Bytes())
	if err != nil || len(read.Mistakes) > 0 {
		t.Fatalf("got %v, %+v, want it read back", err, read.Mistakes)
	}
	if plan := read.Plan(people, committees, today); !plan.Empty() || len(plan.Left) != len(people) {
		t.Errorf("got %s, want everybody left alone", told(plan))
	}
}

func TestATemplateHasHeadingsAlone(t *testing.T) {
	var file bytes.Buffer
	if err := Template(&file); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(file.Bytes()); !errors.Is(err, ErrNoPeople) {
		t.Errorf("got %v, want ErrNoPeople", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		good, utf16(good, unicode.BigEndian), windows(good), "sep=;\nE-mail;Name\na@b.example;\"x\ny\"\n", "\xff\xfe\x00", "E-mail\n\"", "E-mail\n'=1@b.example",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := Read(data)
		if err != nil {
			return
		}
		people, committees := board()
		plan := read.Plan(people, committees, today)
		for _, c := range plan.Added {
			if c.After.Name == "" || c.After.Email == "" || len(c.After.Roles) == 0 {
				t.Errorf("got %+v added, want a name, an address and a role", c.After)
			}
		}
		for _, m := range plan.Mistakes {
			if m.Row < 1 || m.Put == "" {
				t.Errorf("got %+v, want a row and what to put there", m)
			}
		}
		var file bytes.Buffer
		var added []trust.Membership
		for _, c := range plan.Added {
			added = append(added, c.After)
		}
		if err := Write(&file, added, nil); err != nil {
			t.Fatal(err)
		}
		back, err := Read(file.Bytes())
		if len(added) > 0 && (err != nil || len(back.Rows) != len(added)) {
			t.Errorf("got %d rows back, %v, %+v, want %d of %q", len(back.Rows), err, back.Mistakes, len(added), file.String())
		}
	})
}

// manyRows is a file of n people.
func manyRows(n int) []byte {
	var file strings.Builder
	file.WriteString("Surname;First name;E-mail address;Role;Committee;Start date\n")
	for i := range n {
		fmt.Fprintf(&file, "Surname%d;Ada;person%d@trust.example;Local governor;Committee %d;1/9/2025\n", i, i, i%40)
	}
	return []byte(file.String())
}

func BenchmarkPreviewOf5000Rows(b *testing.B) {
	file := manyRows(5000)
	people, committees := board()
	for b.Loop() {
		read, err := Read(file)
		if err != nil {
			b.Fatal(err)
		}
		if plan := read.Plan(people, committees, today); len(plan.Added) != 5000 {
			b.Fatalf("got %d added, want 5000: %+v", len(plan.Added), plan.Mistakes[:1])
		}
	}
}
