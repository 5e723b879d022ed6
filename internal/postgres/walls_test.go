package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"sevenfold/internal/audit"
	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/postgres"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
)

// groundTables belong to no trust and hold nothing about answers. A table that
// is neither here nor walled in fails the tests.
var groundTables = []string{
	"framework_texts", "installation", "operators", "people", "schema_migrations", "sessions", "sign_in_asks", "trusts",
}

// walled is a database with rows of two trusts in every trust table.
type walled struct {
	board
	ours, theirs string // trusts
	person       string // of ours
	app, owner   *pgx.Conn
}

func newWalled(t testing.TB) walled {
	t.Helper()
	b := newBoard(t, 5)
	w := walled{
		board: b, ours: b.trustID, person: b.people[0],
		app: connect(t, b.db.URL), owner: connect(t, b.db.OwnerURL),
	}
	fill := func(b *board) {
		b.asked = b.asked[:3] // a few rows show as much as many
		for _, p := range b.people {
			b.answer(t, p, 3)
		}
		committee, err := b.store.AddCommittee(t.Context(), b.trustID, b.clerk, "Finance", thursday)
		must(t, err)
		must(t, b.store.ChangeCommittee(t.Context(), b.trustID, b.clerk, trust.Committee{ID: committee, Name: "Finance"}, b.people[:1], thursday))
		must(t, b.store.ChangeTrustSettings(t.Context(), b.trustID, b.clerk, trust.Settings{PrintedName: b.trustID}, thursday))
		open := b.roundID
		b.roundID, err = b.store.AddRound(t.Context(), b.trustID, b.clerk, plan(), thursday.AddDate(0, 0, 1))
		must(t, err)
		b.addOwn(t, ownStatement(1))
		b.roundID = open
		_, err = b.store.AddUpload(t.Context(), b.trustID, b.clerk, roster.Roster{}, thursday)
		must(t, err)
	}
	fill(&b)
	b.closeAndRead(t)
	b.found(t, "Another Learning Trust", 5)
	w.theirs = b.trustID
	fill(&b)
	b.closeAndRead(t)
	return w
}

// closeAndRead closes the round, opens its report, takes a note out of it, and
// leaves an action, evidence and a pack that follow it.
func (b *board) closeAndRead(t testing.TB) {
	t.Helper()
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	must(t, b.store.ReportRead(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	b.talk(t)
	must(t, b.store.TakeOutNote(t.Context(), b.trustID, b.roundID, "Seen at a visit.", audit.NoteTakenOut{
		Statement: b.asked[0].ID, Reason: "It names somebody.", PersonID: b.clerk, At: thursday,
	}))
	b.act(t)
	b.pack(t)
}

func TestEveryTableIsGroundOrWalledIn(t *testing.T) {
	w := newWalled(t)
	for _, table := range tables(t, w.owner) {
		if slices.Contains(groundTables, table) {
			continue
		}
		if got := breaches(t, w, table); len(got) > 0 {
			t.Errorf("%s: got %v, want no breach", table, got)
		}
	}
}

func TestATrailCannotBeRewritten(t *testing.T) {
	w := newWalled(t)
	for _, sql := range []string{`UPDATE audit_trail SET deed = ''`, `DELETE FROM audit_trail`, `TRUNCATE audit_trail`} {
		if _, err := w.app.Exec(t.Context(), sql); code(err) != "42501" {
			t.Errorf("%s: got %v, want it refused", sql, err)
		}
	}
}

func TestEachPolicyBrokenInTurnIsABreach(t *testing.T) {
	w := newWalled(t)
	type broken struct{ table, name, breakIt, mendIt string }
	var all []broken
	rows, err := w.owner.Query(t.Context(), `SELECT tablename::text, policyname::text FROM pg_policies WHERE schemaname = 'public'`)
	must(t, err)
	var table, policy string
	_, err = pgx.ForEachRow(rows, []any{&table, &policy}, func() error {
		name := table + "'s " + policy
		if policy == "own_memberships" {
			all = append(all, broken{
				table, name,
				"ALTER POLICY own_memberships ON memberships USING (true)",
				"ALTER POLICY own_memberships ON memberships USING (person_id = this_person())",
			})
			return nil
		}
		if strings.HasPrefix(policy, "due_") { // the owner's alone: work_due finds by it what is due
			all = append(all, broken{
				table, name,
				fmt.Sprintf("ALTER POLICY %s ON %s TO PUBLIC", policy, table),
				fmt.Sprintf("ALTER POLICY %s ON %s TO %s", policy, table, embeddedpg.OwnerRole),
			})
			return nil
		}
		mend := fmt.Sprintf("ALTER POLICY %s ON %s USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust())", policy, table)
		all = append(all,
			broken{table, name + ", what it shows", fmt.Sprintf("ALTER POLICY %s ON %s USING (true)", policy, table), mend},
			broken{table, name + ", what it takes", fmt.Sprintf("ALTER POLICY %s ON %s WITH CHECK (true)", policy, table), mend},
			broken{
				table, table + " without forcing", fmt.Sprintf("ALTER TABLE %s NO FORCE ROW LEVEL SECURITY", table),
				fmt.Sprintf("ALTER TABLE %s FORCE ROW LEVEL SECURITY", table),
			},
			broken{
				table, table + " without row-level security", fmt.Sprintf("ALTER TABLE %s DISABLE ROW LEVEL SECURITY", table),
				fmt.Sprintf("ALTER TABLE %s ENABLE ROW LEVEL SECURITY", table),
			})
		return nil
	})
	must(t, err)
	if len(all) < 25 {
		t.Fatalf("got %d ways to break a wall, want at least 25", len(all))
	}
	for _, b := range all {
		run(t, w.owner, b.breakIt)
		if got := breaches(t, w, b.table); len(got) == 0 {
			t.Errorf("%s broken: got no breach, want one", b.name)
		}
		run(t, w.owner, b.mendIt)
		if got := breaches(t, w, b.table); len(got) > 0 {
			t.Errorf("%s mended: got %v, want no breach", b.name, got)
		}
	}
}

// breaches tries, as the program's role, what no wall may let through.
func breaches(t testing.TB, w walled, table string) (found []string) {
	t.Helper()
	ctx := t.Context()
	var forced bool
	must(t, w.owner.QueryRow(ctx, `
		SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = $1::regclass`, table).Scan(&forced))
	if !forced {
		found = append(found, "row-level security is not forced")
	}
	app := w.app
	ours := rowsSeen(t, app, table, setting{"sevenfold.trust", w.ours})
	if ours == "" {
		found = append(found, "no row of our own is seen: the test would prove nothing")
	}
	for name, s := range map[string]setting{
		"no trust is set": {}, "a trust of nobody is set": {"sevenfold.trust", "00000000-0000-4000-8000-000000000000"},
	} {
		if rowsSeen(t, app, table, s) != "" {
			found = append(found, "rows are seen though "+name)
		}
	}
	if theirs := rowsSeen(t, app, table, setting{"sevenfold.trust", w.theirs}); strings.Contains(theirs, w.ours) {
		found = append(found, "rows of ours are seen by another trust")
	}
	if own := rowsSeen(t, app, table, setting{"sevenfold.person", w.person}); strings.Contains(own, w.theirs) {
		found = append(found, "a person sees rows of a trust that is not theirs")
	}
	for name, s := range map[string]setting{"no trust is set": {}, "another trust is set": {"sevenfold.trust", w.theirs}} {
		if taken(t, app, table, firstRow(ours), s) {
			found = append(found, "a row of ours is taken though "+name)
		}
	}
	return found
}

type setting struct{ name, value string }

// rowsSeen gives every row that is seen, each as a line of JSON.
func rowsSeen(t testing.TB, app *pgx.Conn, table string, s setting) string {
	t.Helper()
	var seen string
	within(t, app, s, func(tx pgx.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT coalesce(string_agg(to_json(x)::text, E'\n'), '') FROM `+table+` x`).Scan(&seen)
	})
	return seen
}

func firstRow(rows string) string {
	first, _, _ := strings.Cut(rows, "\n")
	return first
}

// taken tells whether a row of ours can be written. The policy is asked before
// any key: whatever else refuses the row, the wall had let it through.
func taken(t testing.TB, app *pgx.Conn, table, row string, s setting) bool {
	t.Helper()
	var refused bool
	within(t, app, s, func(tx pgx.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO `+table+` SELECT * FROM json_populate_record(null::`+table+`, $1)`, row)
		refused = code(err) == "42501"
		return nil
	})
	return !refused
}

func within(t testing.TB, app *pgx.Conn, s setting, f func(pgx.Tx) error) {
	t.Helper()
	tx, err := app.Begin(t.Context())
	must(t, err)
	defer func() { _ = tx.Rollback(context.WithoutCancel(t.Context())) }()
	if s.name != "" {
		_, err := tx.Exec(t.Context(), `SELECT set_config($1, $2, true)`, s.name, s.value)
		must(t, err)
	}
	must(t, f(tx))
}

func tables(t testing.TB, owner *pgx.Conn) []string {
	t.Helper()
	rows, err := owner.Query(t.Context(), `
		SELECT relname::text FROM pg_class
		WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`)
	must(t, err)
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	return names
}

func connect(t testing.TB, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	must(t, err)
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

func run(t testing.TB, conn *pgx.Conn, sql string) {
	t.Helper()
	_, err := conn.Exec(t.Context(), sql)
	must(t, err)
}

func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

// TestAConnectionNeverCarriesATrustOver gives every request the same pooled
// connection, and looks at it between them, after good requests and broken ones.
func TestAConnectionNeverCarriesATrustOver(t *testing.T) {
	w := newWalled(t)
	address := w.db.URL
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	store, err := postgres.Open(t.Context(), address+separator+"pool_max_conns=1")
	must(t, err)
	defer store.Close()
	for range 200 {
		_, err := store.Rounds(t.Context(), w.ours)
		must(t, err)
		_, _, _ = store.Response(t.Context(), w.ours, w.roundID, "no id at all")
		if err := store.ChangeRound(t.Context(), w.ours, audit.Round{ID: w.roundID}); err == nil {
			t.Fatal("got a closed round changed, want it refused")
		}
		_, err = store.Viewer(t.Context(), []byte("nobody"), w.ours, thursday)
		must(t, err)
		// On a page of no trust, memberships are behind the wall.
		trusts, err := store.TrustsOf(t.Context(), w.clerk)
		must(t, err)
		if len(trusts) != 1 || trusts[0].ID != w.ours {
			t.Fatalf("got %v, want the clerk's own trust alone", trusts)
		}
		if rounds, err := store.Rounds(t.Context(), w.theirs); err != nil || len(rounds) != 2 || rounds[0].TrustID != w.theirs || rounds[1].TrustID != w.theirs {
			t.Fatalf("got %v, %v, want the other trust's rounds alone", rounds, err)
		}
	}
}
