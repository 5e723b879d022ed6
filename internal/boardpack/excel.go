package boardpack

import (
	_ "embed"
	"fmt"
)

// WriteExcel writes a workbook as an Excel file, a sheet each, ready to be
// filtered, sorted and printed. What somebody typed is text in it, whatever it
// begins with. The same workbook gives the same bytes.
func WriteExcel(w Workbook) ([]byte, error) {
	if len(w.Sheets) == 0 { // Excel opens no file without one
		w.Sheets = []Sheet{{Name: w.Title, Title: w.Title}}
	}
	names := sheetNames(w.Sheets)
	members := []member{
		{"xl/workbook.xml", excelType + "sheet.main+xml", []byte(workbook(w, names))},
		{"xl/styles.xml", excelType + "styles+xml", []byte(excelStyles)},
	}
	relations := []relation{{"styles", officeRelation + "styles", "styles.xml"}}
	for i, sheet := range w.Sheets {
		page, err := sheet.page(w, i == 0)
		if err != nil {
			return nil, fmt.Errorf("write the sheet %q of an Excel file: %w", sheet.Name, err)
		}
		name := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		members = append(members, member{"xl/" + name, excelType + "worksheet+xml", []byte(page)})
		relations = append(relations, relation{sheetID(i), officeRelation + "worksheet", name})
	}
	file, err := packed(officeFile{
		about:   about{w.Title, w.Trust, w.Source, w.Hash, w.ClosedAt},
		members: members, relations: relations,
	})
	if err != nil {
		return nil, fmt.Errorf("write an Excel file: %w", err)
	}
	return file, nil
}

const (
	excelType = officeType + "spreadsheetml."
	excelName = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
)

//go:embed excel/styles.xml
var excelStyles string

func sheetID(number int) string { return fmt.Sprintf("sheet%d", number+1) }

// workbook lists the sheets, and which of their cells are filtered and printed.
func workbook(w Workbook, names []string) string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("workbook", "xmlns", excelName, "xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
	m.start("sheets")
	for i, name := range names {
		m.empty("sheet", "name", escaped(name), "sheetId", fmt.Sprint(i+1), "r:id", sheetID(i))
	}
	m.end("sheets")
	m.start("definedNames")
	for i, sheet := range w.Sheets {
		sheet.writeNames(&m, i, names[i])
	}
	m.end("definedNames")
	m.end("workbook")
	return m.String()
}

func (s Sheet) writeNames(m *markup, number int, name string) {
	g := s.ground()
	in := "'" + name + "'!"
	local := fmt.Sprint(number)
	if len(s.Columns) > 0 {
		m.element("definedName", in+fixedCell(0, g.head)+":"+fixedCell(g.last, g.end), "name", "_xlnm._FilterDatabase", "localSheetId", local, "hidden", "1")
	}
	m.element("definedName", in+fixedCell(0, 1)+":"+fixedCell(g.last, g.end), "name", "_xlnm.Print_Area", "localSheetId", local)
	if len(s.Columns) > 0 {
		m.element("definedName", fmt.Sprintf("%s$%d:$%d", in, g.head, g.head), "name", "_xlnm.Print_Titles", "localSheetId", local)
	}
}

// ground is where the table of a sheet stands: its last column, counted from 0,
// and the rows of its head and its end, counted from 1.
type ground struct{ last, head, end int }

func (s Sheet) ground() ground {
	head := 3 + len(s.Lead) // below the title, the lead and an empty row
	return ground{last: max(len(s.Columns)-1, 0), head: head, end: head + len(s.Rows)}
}

// columnName is the letters of a column, counted from 0.
func columnName(column int) string {
	name := ""
	for at := column + 1; at > 0; at = (at - 1) / 26 {
		name = string(rune('A'+(at-1)%26)) + name
	}
	return name
}

func cellName(column, row int) string { return fmt.Sprintf("%s%d", columnName(column), row) }

// fixedCell is the name of a cell that does not move with whoever names it.
func fixedCell(column, row int) string { return fmt.Sprintf("$%s$%d", columnName(column), row) }
