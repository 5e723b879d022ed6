package boardpack

import (
	"fmt"
	"strings"
	"time"
)

// fullWorkbook is the workbook of a trust with 70 statements.
func fullWorkbook(actions int) Workbook {
	w := Workbook{
		Title: "The seven domains, autumn term 2026", Trust: "Seven Rivers & Partners Academy Trust",
		Source: "Round: The seven domains, autumn term 2026. Framework 2026.1, method 3. Closed 20 November 2026, 23:59.",
		Hash:   strings.Repeat("9f86d081884c7d65", 4), ClosedAt: closed,
	}
	statements := Sheet{
		Name: "Statements", Title: "Statements", Lead: []string{"One row a statement.", strings.Repeat("What may not be shown says so. ", 9)},
		Columns: []SheetColumn{
			{"statement", "Statement", "The sentence that people placed the trust against. Text.", 60},
			{"finding", "Finding", "What was found. Text.", 22},
			{"placed", "Placed", "How many people placed the trust. A whole number.", 14},
			{"unknown", "I do not know", "How many people do not know. A whole number.", 14},
			{"agreed_on", "Agreed on", "The day when the board agreed a view. A day, as 2026-11-20; null where there is none.", 18},
		},
	}
	for i := range 70 {
		row := []Cell{fmt.Sprintf("Statement %d: our board can say what has changed for pupils since it last met.", i+1), "Strength", 15 - i%4, i % 4, nil}
		if i%3 == 0 {
			row[4] = time.Date(2026, time.March, 29+i%5, 23, 30, 0, 0, time.UTC) // past midnight in London
		}
		if i%7 == 0 {
			row[2], row[3] = Withheld("not shown: fewer than five people"), Withheld("")
		}
		statements.Rows = append(statements.Rows, row)
	}
	list := Sheet{Name: "Actions", Title: "Actions", Columns: []SheetColumn{{"action", "Action", "What the trust will do. Text.", 50}, {"owner", "Owner", "Who does it. Text.", 20}}}
	for i := range actions {
		list.Rows = append(list.Rows, []Cell{fmt.Sprintf("Action %d", i+1), "Amina Okafor"})
	}
	w.Sheets = []Sheet{statements, list, {Name: "Texts", Title: "Texts of people", Columns: []SheetColumn{{"text", "Text", "Text.", 80}}, Rows: texts()}}
	return w
}

// hostile are texts that a file must hold as texts.
var hostile = []string{
	"=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", formula, `=cmd|'/c calc'!A1`, `"=1+1"`, "'=1+1",
	arabic, hebrew, chinese, emoji, marks, asCode, asPath, "_x0041_ and _x000D_", "1", "1e5", "TRUE", "2026-01-01", "a\r\nb\rc\u2028d", "nul\x00 and bell\x07", "\xff not UTF-8",
}

func texts() [][]Cell {
	var rows [][]Cell
	for _, text := range hostile {
		rows = append(rows, []Cell{text})
	}
	return append(rows, []Cell{strings.Repeat("A long note that goes on. ", 80)})
}
