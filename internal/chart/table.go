package chart

// Table is what a chart shows, for those who do not see it, and for exact
// figures.
type Table struct {
	Caption string
	Head    []string // the first is above the names of the rows
	Rows    []TableRow
}

// TableRow is one row: Heading is empty where the table has no parts, and the
// same for all rows of one part.
type TableRow struct {
	Heading, Name string
	Cells         []string
}

// notShown stands in a table for a figure that may not be shown.
const notShown = "not shown"
