package postgres

import "sevenfold/internal/archive"

// archivedTable is a table of the archive and where its rows come from: as many
// columns, in the same order.
type archivedTable struct {
	archive.Table
	sql string
}

// reportFile is the name of a report's file: nothing that anybody typed.
const reportFile = `'reports/' || to_char(r.closed_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') || '-' || r.id || '.json'`

// archived are the tables of the archive but for the statements, which are read
// from the frameworks. Answers are read by none of them; of responses only
// whether there is one that was submitted. Rows stand in an order that tells
// nothing of when somebody answered.
var archived = []archivedTable{
	{archive.Trust, `
		SELECT t.name, coalesce(s.printed_name, ''), coalesce(s.local_tier, '')
		FROM trusts t
		LEFT JOIN trust_settings s ON s.trust_id = t.id
		WHERE t.id = $1`},
	{archive.People, `
		SELECT m.person_id::text, m.name, p.email, array_to_string(m.roles, '; '), to_char(m.starts_on, 'YYYY-MM-DD'),
			to_char(m.ends_on, 'YYYY-MM-DD'), m.added_at, m.ended_at
		FROM memberships m
		JOIN people p ON p.id = m.person_id
		WHERE m.trust_id = $1
		ORDER BY m.name, m.person_id`},
	{archive.Committees, `
		SELECT id::text, name
		FROM committees
		WHERE trust_id = $1
		ORDER BY name, id`},
	{archive.CommitteeMembers, `
		SELECT c.committee_id::text, c.person_id::text, m.name
		FROM committee_members c
		JOIN memberships m ON m.trust_id = c.trust_id AND m.person_id = c.person_id
		WHERE c.trust_id = $1
		ORDER BY c.committee_id, m.name, c.person_id`},
	{archive.Rounds, `
		SELECT r.id::text, r.title, r.instrument, r.state, r.opens_at, r.closes_at, r.opened_at, r.closed_at, r.minimum, r.shared_with_all,
			r.local_tier, r.framework_hash, CASE WHEN d.round_id IS NOT NULL THEN ` + reportFile + ` END, d.method, d.hash
		FROM rounds r
		LEFT JOIN reports d ON d.trust_id = r.trust_id AND d.round_id = r.id
		WHERE r.trust_id = $1
		ORDER BY r.made_at, r.id`},
	{archive.Respondents, `
		SELECT i.round_id::text, i.person_id::text, m.name, i.respondent_group,
			EXISTS (
				SELECT FROM responses a
				WHERE a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id AND a.submitted_at IS NOT NULL
			)
		FROM respondents i
		JOIN rounds r ON r.trust_id = i.trust_id AND r.id = i.round_id AND r.state <> 'draft'
		JOIN memberships m ON m.trust_id = i.trust_id AND m.person_id = i.person_id
		WHERE i.trust_id = $1
		ORDER BY r.made_at, r.id, i.respondent_group, m.name, i.person_id`},
	{archive.OwnStatements, `
		SELECT o.round_id::text, o.place, o.domain, o.id, o.text, o.ask, o.challenge, o.strength, m.name, o.changed_at
		FROM own_statements o
		JOIN memberships m ON m.trust_id = o.trust_id AND m.person_id = o.changed_by
		WHERE o.trust_id = $1
		ORDER BY o.round_id, o.place`},
	{archive.Agendas, `
		SELECT a.round_id::text, a.minutes, a.notes_shown, m.name, a.changed_at
		FROM agendas a
		JOIN memberships m ON m.trust_id = a.trust_id AND m.person_id = a.changed_by
		WHERE a.trust_id = $1
		ORDER BY a.round_id`},
	{archive.AgendaItems, `
		SELECT round_id::text, place, statement, minutes
		FROM agenda_items
		WHERE trust_id = $1
		ORDER BY round_id, place`},
	{archive.AgreedViews, `
		SELECT v.round_id::text, v.statement, v.revision, v.position, v.why, m.name, v.recorded_at
		FROM agreed_views v
		JOIN memberships m ON m.trust_id = v.trust_id AND m.person_id = v.recorded_by
		WHERE v.trust_id = $1
		ORDER BY v.round_id, v.statement, v.revision`},
	{archive.PublicBenefit, `
		SELECT b.round_id::text, b.revision, b.text, m.name, b.saved_at
		FROM benefit_paragraphs b
		JOIN memberships m ON m.trust_id = b.trust_id AND m.person_id = b.saved_by
		WHERE b.trust_id = $1
		ORDER BY b.round_id, b.revision`},
	{archive.NotesTakenOut, `
		SELECT n.round_id::text, n.statement, n.notes, n.reason, m.name, n.at, n.hash_before, n.hash_after
		FROM notes_taken_out n
		JOIN memberships m ON m.trust_id = n.trust_id AND m.person_id = n.person_id
		WHERE n.trust_id = $1
		ORDER BY n.at, n.id`},
	{archive.Actions, `
		SELECT a.id::text, a.title, a.words, a.owner_id::text, o.name, to_char(a.due_on, 'YYYY-MM-DD'), a.state, a.state_at, a.reason,
			a.added_at, c.name, a.changed_at
		FROM actions a
		JOIN memberships o ON o.trust_id = a.trust_id AND o.person_id = a.owner_id
		JOIN memberships c ON c.trust_id = a.trust_id AND c.person_id = a.changed_by
		WHERE a.trust_id = $1
		ORDER BY a.added_at, a.id`},
	{archive.ActionFindings, `
		SELECT action_id::text, round_id::text, statement
		FROM action_findings
		WHERE trust_id = $1
		ORDER BY action_id, round_id, statement`},
	{archive.ActionUpdates, `
		SELECT u.action_id::text, u.at, m.name, u.words, u.state
		FROM action_updates u
		JOIN memberships m ON m.trust_id = u.trust_id AND m.person_id = u.person_id
		WHERE u.trust_id = $1
		ORDER BY u.at, u.id`},
	{archive.Evidence, `
		SELECT e.id::text, e.title, e.kind, to_char(e.dated_on, 'YYYY-MM-DD'), e.link, e.place, coalesce(k.name, e.keeper), e.added_at,
			c.name, e.changed_at, e.ended_at
		FROM evidence e
		JOIN memberships c ON c.trust_id = e.trust_id AND c.person_id = e.changed_by
		LEFT JOIN memberships k ON k.trust_id = e.trust_id AND k.person_id = e.keeper_id
		WHERE e.trust_id = $1
		ORDER BY e.added_at, e.id`},
	{archive.EvidenceStatements, `
		SELECT evidence_id::text, statement
		FROM evidence_statements
		WHERE trust_id = $1
		ORDER BY evidence_id, statement`},
	{archive.Packs, `
		SELECT p.id::text, p.round_id::text, p.kind, p.state, p.report_hash, m.name, p.asked_at, p.made_at
		FROM packs p
		JOIN memberships m ON m.trust_id = p.trust_id AND m.person_id = p.person_id
		WHERE p.trust_id = $1
		ORDER BY p.asked_at, p.id`},
	{archive.PackFiles, `
		SELECT pack_id::text, format, size, sha256
		FROM pack_files
		WHERE trust_id = $1
		ORDER BY pack_id, format`},
	{archive.Trail, `
		SELECT a.at, a.person_id::text, m.name, a.deed, a.thing::text, a.about::text
		FROM audit_trail a
		LEFT JOIN memberships m ON m.trust_id = a.trust_id AND m.person_id = a.person_id
		WHERE a.trust_id = $1
		ORDER BY a.at, a.id`},
}
