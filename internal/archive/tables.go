package archive

// Table is one table of the archive.
type Table struct {
	File    string // its name in the archive
	About   string // what a row of it is
	Columns []Column
}

// Column is a column of a table.
type Column struct{ Name, About string }

// What several columns are.
const (
	personID  = "The person, by the id that they have in people.csv"
	roundID   = "The round, by the id that it has in rounds.csv"
	statement = "The statement, by the id that it has in statements.csv or own-statements.csv"
	instant   = "The time, in UTC"
	day       = "The day"
	yesOrNo   = "yes or no"
)

// The tables of an archive, in its order.
var (
	Trust = Table{"trust.csv", "The trust, and what it says of itself", []Column{
		{"name", "The name that the trust has here"},
		{"printed_name", "The name that its packs print, where it is another"},
		{"local_tier", "advisory, committee, governing-board, by-school, none; empty: nobody has said"},
	}}
	People = Table{"people.csv", "Everybody who belongs to the trust, or did", []Column{
		{"person", "The person’s id"},
		{"name", "The name that the trust knows them by"},
		{"email", "The address that they sign in with"},
		{"roles", "Their roles, with semicolons between them"},
		{"term_starts", day + " on which their term begins, where the trust has said one"},
		{"term_ends", day + " on which it ends"},
		{"added_at", instant + " at which they were added"},
		{"left_at", instant + " at which their membership ended; empty where it has not"},
	}}
	Committees = Table{"committees.csv", "The committees", []Column{
		{"committee", "The committee’s id"}, {"name", "Its name"},
	}}
	CommitteeMembers = Table{"committee-members.csv", "Who sits on which committee", []Column{
		{"committee", "The committee, by the id that it has in committees.csv"}, {"person", personID}, {"name", "Their name"},
	}}
	Rounds = Table{"rounds.csv", "The rounds: drafts, open ones and closed ones", []Column{
		{"round", "The round’s id"},
		{"title", "What somebody called it"},
		{"questionnaire", "The questionnaire, by its id in the framework"},
		{"state", "draft, open or closed"},
		{"opens_at", instant + " at which it was planned to open"},
		{"closes_at", instant + " until which answers are taken"},
		{"opened_at", instant + " at which it was opened"},
		{"closed_at", instant + " at which it was closed"},
		{"minimum", "How many must submit before anything is shown"},
		{"shared_with_all", yesOrNo + ": whether local governors and members read the report too"},
		{"local_tier", "The local tier that the trust had when it opened"},
		{"framework", "The hash of the framework’s text, which stands in the folder frameworks"},
		{"report", "The report’s file in this archive; empty where there is none"},
		{"method", "The version of the method that the report was made by"},
		{"report_hash", "The SHA-256 of the report’s data"},
	}}
	Respondents = Table{"respondents.csv", "Who was invited to the rounds that were opened", []Column{
		{"round", roundID},
		{"person", personID},
		{"name", "Their name"},
		{"group", "The group that they answer in"},
		{"submitted", yesOrNo + ": whether they have submitted; never when, and never what"},
	}}
	Statements = Table{"statements.csv", "The statements of every framework that a round was opened with", []Column{
		{"framework", "The hash of the framework’s text"},
		{"domain", "The domain’s title"},
		{"element", "The element’s title"},
		{"statement", "The statement’s id"},
		{"text", "Its words"},
	}}
	OwnStatements = Table{"own-statements.csv", "The statements that the trust added to its rounds", []Column{
		{"round", roundID},
		{"place", "Its place among those of the round, from 1"},
		{"domain", "The domain, by its id in the framework"},
		{"statement", "The statement’s id"},
		{"text", "Its words"},
		{"how_do_you_know", "What to look for, or ask"},
		{"challenge", "What it looks like when it is a challenge"},
		{"strength", "What it looks like when it is a strength"},
		{"changed_by", "Who changed it last"},
		{"changed_at", instant},
	}}
	Agendas = Table{"agendas.csv", "The agendas of the board’s conversations", []Column{
		{"round", roundID},
		{"minutes", "How long the conversation is to take"},
		{"notes_shown", yesOrNo + ": whether people’s notes are shown in the room"},
		{"changed_by", "Who changed it last"},
		{"changed_at", instant},
	}}
	AgendaItems = Table{"agenda-items.csv", "What stands on the agendas", []Column{
		{"round", roundID},
		{"place", "Its place, from 1"},
		{"statement", statement},
		{"minutes", "How long it is to take; 0 where it was left out by hand"},
	}}
	AgreedViews = Table{"agreed-views.csv", "What the board agreed, every version of it", []Column{
		{"round", roundID},
		{"statement", statement},
		{"version", "From 1"},
		{"position", "The point of the scale that the board agreed on, from 1; empty where there was no agreed view"},
		{"why", "The board’s reasons"},
		{"recorded_by", "Who recorded it"},
		{"recorded_at", instant},
	}}
	PublicBenefit = Table{"public-benefit.csv", "The paragraph on public benefit for the annual report, every version of it", []Column{
		{"round", roundID}, {"version", "From 1"}, {"text", "The paragraph"}, {"saved_by", "Who saved it"}, {"saved_at", instant},
	}}
	NotesTakenOut = Table{"notes-taken-out.csv", "Notes that were taken out of reports; never what they said", []Column{
		{"round", roundID},
		{"statement", statement},
		{"notes", "How many notes of the same words went"},
		{"reason", "Why"},
		{"taken_out_by", "Who took it out"},
		{"taken_out_at", instant},
		{"hash_before", "The SHA-256 of the report’s data before"},
		{"hash_after", "And after"},
	}}
	Actions = Table{"actions.csv", "What the trust will do, or did", []Column{
		{"action", "The action’s id"},
		{"title", "What it is"},
		{"words", "More about it"},
		{"owner", personID},
		{"owner_name", "Their name"},
		{"due", day + " by which it is due"},
		{"state", "planned, under way, done or dropped"},
		{"state_since", instant + " since when it stands so"},
		{"reason", "Why it was dropped"},
		{"added_at", instant},
		{"changed_by", "Who changed it last"},
		{"changed_at", instant},
	}}
	ActionFindings = Table{"action-findings.csv", "Which findings the actions are for", []Column{
		{"action", "The action, by the id that it has in actions.csv"}, {"round", roundID}, {"statement", statement},
	}}
	ActionUpdates = Table{"action-updates.csv", "What was said of the actions", []Column{
		{"action", "The action, by the id that it has in actions.csv"},
		{"at", instant},
		{"by", "Who said it"},
		{"words", "What was said"},
		{"state", "What the action was moved to, where it was"},
	}}
	Evidence = Table{"evidence.csv", "What the trust can point to, and where it is kept", []Column{
		{"evidence", "The id of the piece of evidence"},
		{"title", "What it is"},
		{"kind", "minutes, review, policy, data, visit or other"},
		{"dated", day + " that it is of"},
		{"link", "Where it is kept, as a link"},
		{"place", "Where it is kept, in words"},
		{"keeper", "Who looks after it"},
		{"added_at", instant},
		{"changed_by", "Who changed it last"},
		{"changed_at", instant},
		{"ended_at", instant + " since when it no longer stands; empty where it does"},
	}}
	EvidenceStatements = Table{"evidence-statements.csv", "Which statements the evidence is for", []Column{
		{"evidence", "The piece of evidence, by the id that it has in evidence.csv"}, {"statement", statement},
	}}
	Packs = Table{"packs.csv", "The board packs and indexes of evidence that somebody had made", []Column{
		{"pack", "The pack’s id"},
		{"round", roundID + "; empty for an index of evidence"},
		{"kind", "board-pack or evidence-index"},
		{"state", "waiting, making, made or failed"},
		{"report_hash", "The SHA-256 of the report’s data that it was made from"},
		{"asked_by", "Who had it made"},
		{"asked_at", instant},
		{"made_at", instant},
	}}
	PackFiles = Table{"pack-files.csv", "The files of the packs: what they are, and never the files themselves", []Column{
		{"pack", "The pack, by the id that it has in packs.csv"},
		{"format", "docx, xlsx or pdf"},
		{"bytes", "How large it is"},
		{"sha256", "Its SHA-256: a file that somebody has is this one where it has the same"},
	}}
	Trail = Table{"audit-trail.csv", "Who did what to which thing, and when; never what anybody answered", []Column{
		{"at", instant},
		{"person", "Who, by their id; empty where the program did it by itself"},
		{"name", "Their name in the trust, where they have one"},
		{"deed", "What was done"},
		{"thing", "The id of what it was done to"},
		{"about", "The id of the person whom it was about"},
	}}
)

// Tables lists them all.
var Tables = []Table{
	Trust, People, Committees, CommitteeMembers, Rounds, Respondents, Statements, OwnStatements, Agendas, AgendaItems, AgreedViews, PublicBenefit,
	NotesTakenOut, Actions, ActionFindings, ActionUpdates, Evidence, EvidenceStatements, Packs, PackFiles,
	Trail,
}
