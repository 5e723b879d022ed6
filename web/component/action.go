package component

import (
	"time"

	"sevenfold/internal/action"
)

// soon is how many days before an action is due its days are counted in words.
const soon = 14

// Due tells how far off an action's due date is, where that is worth saying:
// "Overdue by three days", "Due tomorrow", "Due in five days".
func Due(a action.Action, now time.Time) string {
	days := a.DaysLeft(now)
	switch {
	case !a.State.Stands() || days > soon:
		return ""
	case days < 0:
		return "Overdue by " + Count(-days, "day", "days")
	case days == 0:
		return "Due today"
	case days == 1:
		return "Due tomorrow"
	}
	return "Due in " + Count(days, "day", "days")
}
