package postgres_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/archive"
	"sevenfold/internal/audit"
	"sevenfold/internal/conversation"
	"sevenfold/internal/logo"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// archiveOf takes the archive of the board's trust: what each file in it holds.
func (b *board) archiveOf(t testing.TB) map[string]string {
	t.Helper()
	var file bytes.Buffer
	must(t, b.store.WriteArchive(t.Context(), b.trustID, b.clerk, &file, thursday))
	reader, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	must(t, err)
	held := map[string]string{}
	for _, f := range reader.File {
		if _, twice := held[f.Name]; twice || !filepath.IsLocal(f.Name) {
			t.Errorf("got a file named %q, want a name of ours, once", f.Name)
		}
		opened, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(opened)
		must(t, err)
		held[f.Name] = string(content)
	}
	if unzip, err := exec.LookPath("unzip"); err == nil {
		path := filepath.Join(t.TempDir(), "archive.zip")
		must(t, os.WriteFile(path, file.Bytes(), 0o600))
		if said, err := exec.CommandContext(t.Context(), unzip, "-t", path).CombinedOutput(); err != nil {
			t.Errorf("unzip -t: %v\n%s", err, said)
		}
	}
	return held
}

// table reads a table of an archive, without its headings.
func table(t testing.TB, held map[string]string, of archive.Table) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(held[of.File], "\xef\xbb\xbf")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	must(t, err)
	var headings []string
	for _, c := range of.Columns {
		headings = append(headings, c.Name)
	}
	if !marked || len(rows) == 0 || !slices.Equal(rows[0], headings) || !strings.Contains(text, "\r\n") {
		t.Fatalf("%s: got %.200q, want the mark of UTF-8, lines that end as Windows ends them, and the headings %q", of.File, text, headings)
	}
	return rows[1:]
}

func TestNoArchiveHoldsWhatSomebodyAnswered(t *testing.T) {
	b := newBoard(t, 7)
	ctx := t.Context()
	// Six answer in the first round: five submit, one does not. Each answer has a
	// note and a time of its own.
	moment := func(person, statement int) time.Time {
		return thursday.Add(7*time.Minute + time.Duration(person*1000+statement)*time.Second)
	}
	for i, p := range b.people[:6] {
		for j, s := range b.asked[:10] {
			_, err := b.store.SaveAnswers(ctx, b.trustID, b.roundID, p, []audit.Answer{{
				Statement: s.ID, Position: i%4 + 1, Basis: "seen", Note: fmt.Sprintf("marker-%d-%d", i, j),
			}}, moment(i, j))
			must(t, err)
		}
		if i < 5 {
			must(t, b.store.Submit(ctx, b.trustID, b.roundID, p, moment(i, 500)))
		}
	}
	first := b.roundID
	must(t, b.store.CloseRound(ctx, b.trustID, first, b.clerk, thursday.Add(24*time.Hour)))
	// In a second one, which is open, one has submitted and one not.
	id, err := b.store.AddRound(ctx, b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	must(t, b.store.SetRespondents(ctx, b.trustID, id, map[string]trust.Group{b.people[0]: trust.Trustees, b.people[1]: trust.Trustees}))
	must(t, b.store.OpenRound(ctx, b.trustID, id, b.clerk, sevenfold.Domains, thursday))
	for i, p := range b.people[:2] {
		_, err := b.store.SaveAnswers(ctx, b.trustID, id, p, []audit.Answer{{Statement: b.asked[0].ID, Position: 1, Note: "marker-open"}}, moment(i, 700))
		must(t, err)
	}
	must(t, b.store.Submit(ctx, b.trustID, id, b.people[0], moment(0, 900)))

	_, published, err := b.store.Report(ctx, b.trustID, first)
	must(t, err)
	shown, err := json.Marshal(published)
	must(t, err)
	held := b.archiveOf(t)
	for name, content := range held {
		for i := range 6 {
			for j := range 10 {
				note := fmt.Sprintf("marker-%d-%d", i, j)
				if strings.Contains(content, note) && !(strings.HasPrefix(name, "reports/") && bytes.Contains(shown, []byte(note))) {
					t.Errorf("%s: got the note %s, want no note that no report shows", name, note)
				}
			}
		}
		if strings.Contains(content, "marker-5-") || strings.Contains(content, "marker-open") {
			t.Errorf("%s: got a note that was not submitted, or of an open round", name)
		}
		for i := range 6 {
			for _, j := range []int{0, 3, 9, 500, 700, 900} {
				at := moment(i, j).UTC()
				if strings.Contains(content, at.Format("15:04:05")) || strings.Contains(content, fmt.Sprint(at.Unix())) {
					t.Errorf("%s: got %s, the time of an answer or a submission", name, at)
				}
			}
		}
	}
	var got []string
	for _, row := range table(t, held, archive.Respondents) {
		if row[0] == first {
			got = append(got, row[4])
		}
	}
	if want := []string{"yes", "yes", "yes", "yes", "yes", "no", "no"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want who submitted and who did not", got)
	}
}

// TestNoArchiveHoldsASecret looks for the hashes of links, and for the ids that
// answers are kept under.
func TestNoArchiveHoldsASecret(t *testing.T) {
	w := newWalled(t)
	w.trustID = w.ours
	_, err := w.owner.Exec(t.Context(), `SELECT set_config('sevenfold.trust', $1, false)`, w.ours)
	must(t, err)
	_, err = w.owner.Exec(t.Context(), `UPDATE messages SET link_hash = sha256(id::text::bytea), stop_hash = sha256(('stop' || id)::bytea)`)
	must(t, err)
	held := w.archiveOf(t)
	rows, err := w.owner.Query(t.Context(), `
		SELECT encode(token_hash, 'hex') FROM action_calendars UNION ALL
		SELECT encode(link_hash, 'hex') FROM messages WHERE link_hash IS NOT NULL UNION ALL
		SELECT encode(stop_hash, 'hex') FROM messages WHERE stop_hash IS NOT NULL UNION ALL
		SELECT message_id FROM messages WHERE message_id IS NOT NULL UNION ALL
		SELECT id::text FROM responses`)
	must(t, err)
	secrets := 0
	var secret string
	for rows.Next() {
		must(t, rows.Scan(&secret))
		secrets++
		for name, content := range held {
			if strings.Contains(content, secret) {
				t.Errorf("%s: got the secret %s", name, secret)
			}
		}
	}
	must(t, rows.Err())
	if secrets < 10 {
		t.Errorf("got %d secrets looked for, want many", secrets)
	}
}

func TestAnArchiveHoldsAllElse(t *testing.T) {
	w := newWalled(t)
	w.trustID = w.ours
	must(t, w.store.KeepLogo(t.Context(), w.ours, w.clerkOf(t, w.ours), logo.Logo{Type: logo.SVG, Data: []byte("<svg/>")}, 0, thursday))
	w.clerk = w.clerkOf(t, w.ours)
	held := w.archiveOf(t)
	for _, of := range archive.Tables {
		if rows := table(t, held, of); len(rows) == 0 {
			t.Errorf("%s: got no row, want some", of.File)
		}
		if !strings.Contains(held["README.txt"], of.File) {
			t.Errorf("README.txt: got nothing of %s", of.File)
		}
	}
	described := 0
	for _, of := range archive.Tables {
		described += len(of.Columns)
	}
	if got := strings.Count(held["columns.csv"], "\r\n") - 1; got != described {
		t.Errorf("columns.csv: got %d columns, want all %d", got, described)
	}
	if held["logo.svg"] != "<svg/>" {
		t.Errorf("logo.svg: got %q, want the logo", held["logo.svg"])
	}
	_, kept, err := w.store.Report(t.Context(), w.ours, w.roundID)
	must(t, err)
	hash, err := report.Hash(kept)
	must(t, err)
	round := table(t, held, archive.Rounds)[0]
	if held[round[12]] == "" || round[14] != hash {
		t.Errorf("got the round %q, want its report's file and hash", round)
	}
	if _, err := report.Read([]byte(held[round[12]])); err != nil {
		t.Errorf("the report read again: %v", err)
	}
	if got := held["frameworks/"+round[11]+".yaml"]; got != string(sevenfold.Domains) {
		t.Errorf("got a framework of %d bytes, want the text that the round was opened with", len(got))
	}
	trail := table(t, held, archive.Trail)
	if last := trail[len(trail)-1]; !slices.ContainsFunc(trail, func(r []string) bool { return r[3] == "took the archive of the trust" && r[1] == w.clerk }) {
		t.Errorf("got %q last in the trail, want the archive's own line", last)
	}
	for name, content := range held {
		if strings.Contains(content, w.theirs) || strings.Contains(content, "Another Learning Trust") {
			t.Errorf("%s: got something of another trust", name)
		}
	}
}

// clerkOf finds the governance professional of a trust.
func (b *board) clerkOf(t testing.TB, trustID string) string {
	t.Helper()
	members, err := b.store.Members(t.Context(), trustID)
	must(t, err)
	at := slices.IndexFunc(members, func(m trust.Membership) bool { return slices.Contains(m.Roles, trust.GovernanceProfessional) })
	return members[at].PersonID
}

func TestTheArchiveOfATrustThatHasDoneNothing(t *testing.T) {
	store, db := openStore(t)
	b := board{store: store, db: db}
	added, err := store.AddTrust(t.Context(), "../../etc/passwd\r\n=cmd|' /C calc'!A0", false)
	must(t, err)
	b.trustID = added.ID
	b.clerk, err = store.AddPerson(t.Context(), b.trustID, trust.Membership{
		Email: "clerk@trust.example", Name: `=HYPERLINK("https://example.org","+1")`, Roles: []trust.Role{trust.GovernanceProfessional},
	})
	must(t, err)
	held := b.archiveOf(t)
	if got := table(t, held, archive.Trust)[0][0]; got != "../../etc/passwd\n=cmd|' /C calc'!A0" {
		t.Errorf("got the name %q, want it as it is", got)
	}
	if got := table(t, held, archive.People)[0][1]; got != `'=HYPERLINK("https://example.org","+1")` {
		t.Errorf("got %q, want no formula", got)
	}
	for _, line := range strings.Split(held["README.txt"], "\r\n") {
		if strings.HasPrefix(line, "=cmd") {
			t.Errorf("README.txt: got the line %q, want the name in one line", line)
		}
	}
	if len(table(t, held, archive.Rounds)) != 0 {
		t.Error("got a round, want none")
	}
	if err := store.WriteArchive(t.Context(), nobody, b.clerk, io.Discard, thursday); err == nil {
		t.Error("of a trust that is none: got an archive, want it refused")
	}
}

func TestWhatIsTypedStaysInItsCell(t *testing.T) {
	b := closedBoard(t)
	long := strings.Repeat("信托 🍂 é\n\"quoted\", ", 100)
	_, err := b.store.RecordAgreedView(t.Context(), b.trustID, b.roundID, b.clerk, conversation.View{Statement: b.asked[0].ID, Position: 2, Why: long}, thursday)
	must(t, err)
	got := table(t, b.archiveOf(t), archive.AgreedViews)[0][4]
	if want := long; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// BenchmarkArchive is of a trust with far more than a real one has: 500 reports
// and a trail of 10,000 lines. It looks at how much memory is in use while rows
// are written.
func BenchmarkArchive(b *testing.B) {
	k := closedBoard(b)
	owner := connect(b, k.db.OwnerURL)
	for _, sql := range []string{
		`SELECT set_config('sevenfold.trust', '` + k.trustID + `', false)`,
		`INSERT INTO audit_trail (trust_id, at, person_id, deed, thing)
			SELECT '` + k.trustID + `', now() + n * interval '1 second', '` + k.clerk + `', 'changed an action', gen_random_uuid()
			FROM generate_series(1, 10000) n`,
		`INSERT INTO rounds (trust_id, id, title, instrument, state, opens_at, closes_at, framework_hash, made_at, opened_at, closed_at)
			SELECT trust_id, gen_random_uuid(), title, instrument, state, opens_at, closes_at, framework_hash, made_at, opened_at, closed_at
			FROM rounds, generate_series(1, 499)`,
		`INSERT INTO reports (trust_id, round_id, method, hash, report, computed_at)
			SELECT r.trust_id, r.id, d.method, d.hash, d.report, d.computed_at
			FROM reports d JOIN rounds r ON r.id <> d.round_id`,
	} {
		run(b, owner, sql)
	}
	var most, size uint64
	for b.Loop() {
		file := &watched{}
		must(b, k.store.WriteArchive(b.Context(), k.trustID, k.clerk, file, thursday))
		most, size = max(most, file.most), file.size
	}
	b.ReportMetric(float64(size)/1e6, "MB")
	b.ReportMetric(float64(most)/1e6, "MB-heap-at-most")
}

// watched counts what is written, and looks at the heap now and then.
type watched struct{ size, next, most uint64 }

func (w *watched) Write(p []byte) (int, error) {
	if w.size += uint64(len(p)); w.size >= w.next {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.most, w.next = max(w.most, m.HeapInuse), w.size+1<<18
	}
	return len(p), nil
}
