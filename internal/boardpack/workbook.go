package boardpack

import "time"

// Workbook is what a pack's spreadsheet says: a sheet each for the summary, the
// statements, positions by group, actions, agreed views and the method.
type Workbook struct {
	Title    string
	Trust    string
	Source   string // as in Document
	Hash     string
	ClosedAt time.Time
	Sheets   []Sheet
}

// Sheet is one table, below a title and a lead.
type Sheet struct {
	Name    string // on its tab: at most 31 characters, none of []:*?/\
	Title   string
	Lead    []string
	Columns []SheetColumn
	Rows    [][]Cell // as many cells as columns
}

// SheetColumn is a column of a sheet.
type SheetColumn struct {
	Name  string // of the field in CSV and JSON: "placed"
	Head  string // in the sheet: "Placed"
	About string // what it is, and of what kind, for the schema of the data
	Width int    // in characters
}

// Cell is what stands in a cell: a string, an int, or a time.Time, which is a
// day in London; a Withheld; or nil, where there is nothing.
type Cell any

// Withheld is what stands in a cell that may not be shown: why, in a few words.
type Withheld string
