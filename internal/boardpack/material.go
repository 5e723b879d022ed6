package boardpack

import (
	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
)

// Material is all that a pack is made from, read at one moment.
type Material struct {
	Trust  string // its name, as it says that packs print it
	Logo   Logo
	Round  audit.Round // closed
	Report report.Report
	Hash   string // of the report's data
	// Framework holds the words that the round was opened with; nil where they
	// are no longer kept.
	Framework *framework.Framework
	Views     []conversation.View    // what the board agreed, in any order
	Benefit   conversation.Paragraph // the last version; zero where there is none
	Actions   []action.Action
	Evidence  []evidence.Evidence // those that stand, and those that ended
}
