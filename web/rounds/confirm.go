package rounds

import "sevenfold/web/layout"

// confirmView is what to know before something is done that can't be taken back.
type confirmView struct {
	Layout   layout.View
	Back     string
	BackText string
	Lead     string
	Lines    []string
	Warning  string
	Letter   letterView // what is sent by it; none where it has no text
	Action   string
	ID       string // of what this does; "" where doing it twice is harmless by itself
	Button   string // "" where there is nothing to do
	Grave    bool   // whether something is lost by it
	Leave    string // the way back, in words
}
