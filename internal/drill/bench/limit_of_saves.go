package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/drill"
	"sevenfold/internal/framework"
	"sevenfold/internal/postgres"
)

// save is the statement that a limit runs over and over, in a transaction that
// names the trust first: the program's role sees no row without that. $1 is the
// trust, $2 the round, $3 the person or their response, $4 the revision to replace.
type save struct {
	statement string // the first that is answered
	third     string
	sql       string
}

// written is what every limit writes as a note, as long as those of the respondents.
const written = "Turn 10000: the board saw the figures in November."

// position changes with every save, as people's answers do: one that stays is
// cheaper to write.
const position = "(1 + $4::integer % 4)::smallint"

// elementSave is the statement that the program itself saves an element with.
func elementSave(e framework.Element) save {
	texts := make([]string, len(e.Statements))
	for i, s := range e.Statements {
		texts[i] = s.ID
	}
	list := func(text string) string {
		return "array_fill('" + text + "'::text, ARRAY[" + strconv.Itoa(len(texts)) + "])"
	}
	each := func(value string) string { return "array_fill(" + value + ", ARRAY[" + strconv.Itoa(len(texts)) + "])" }
	return save{statement: texts[0], third: "person", sql: strings.NewReplacer(
		"$10", "now()",
		"$4", "'{"+strings.Join(texts, ",")+"}'",
		"$5", each(position), "$6", list(""), "$7", list(""), "$8", list(written), "$9", each("$4::integer"),
	).Replace(postgres.UpsertAnswers)}
}

// rowSave is a plain upsert of one row, which asks nothing first.
func rowSave(s framework.Statement) save {
	return save{statement: s.ID, third: "response", sql: `
	INSERT INTO answers (trust_id, round_id, response_id, statement, position, note, revision, saved_at)
	VALUES ($1, $2, $3, '` + s.ID + `', ` + position + `, '` + written + `', $4::integer + 1, now())
	ON CONFLICT (trust_id, round_id, response_id, statement) DO UPDATE
	SET position = excluded.position, note = excluded.note, revision = excluded.revision, saved_at = excluded.saved_at`}
}

// limitOfSaves runs a save with no program in between: by pgbench, or, where
// there is none, by a loop of our own.
type limitOfSaves struct {
	url     string
	pgbench string // "" where there is none
	seats   []takenSeat
	folder  string
}

// takenSeat is a seat whose response has been begun.
type takenSeat struct {
	drill.Seat
	response audit.Response
}

func takeSeats(ctx context.Context, store *postgres.Store, seats []drill.Seat) ([]takenSeat, error) {
	var taken []takenSeat
	for _, seat := range seats {
		_, response, err := store.Response(ctx, seat.TrustID, seat.RoundID, seat.PersonID)
		if err != nil {
			return nil, err
		}
		taken = append(taken, takenSeat{seat, response})
	}
	return taken, nil
}

// revision is where a statement stands: a save of any other changes nothing.
const revision = `
	SELECT revision
	FROM answers
	WHERE trust_id = $1 AND round_id = $2 AND response_id = $3 AND statement = $4`

// run has every client save in turn what the saves say.
func (l limitOfSaves) run(ctx context.Context, saves []save, length time.Duration) (figures, error) {
	if l.pgbench != "" {
		return l.runPgbench(ctx, saves, length)
	}
	var clients []func() error
	for _, seat := range l.seats {
		conn, err := pgx.Connect(ctx, l.url)
		if err != nil {
			return figures{}, fmt.Errorf("connect for the limit of saves: %w", err)
		}
		defer conn.Close(context.WithoutCancel(ctx))
		client, err := seat.client(ctx, conn, saves)
		if err != nil {
			return figures{}, err
		}
		clients = append(clients, client)
	}
	return drive(ctx, clients, length)
}

func (t takenSeat) client(ctx context.Context, conn *pgx.Conn, saves []save) (func() error, error) {
	if _, err := conn.Exec(ctx, `SELECT set_config('sevenfold.trust', $1, false)`, t.TrustID); err != nil {
		return nil, fmt.Errorf("set the trust: %w", err)
	}
	revisions := make([]int, len(saves))
	for i, s := range saves {
		if err := conn.QueryRow(ctx, revision, t.TrustID, t.RoundID, t.response.ID, s.statement).Scan(&revisions[i]); err != nil {
			return nil, fmt.Errorf("find where an answer stands: %w", err)
		}
	}
	turn := 0
	return func() error {
		i := turn % len(saves)
		third := map[string]string{"person": t.PersonID, "response": t.response.ID}[saves[i].third]
		steps := []struct {
			sql  string
			args []any
		}{
			{sql: "BEGIN"},
			{setTrust, []any{t.TrustID}},
			{saves[i].sql, []any{t.TrustID, t.RoundID, third, revisions[i]}},
			{sql: "COMMIT"},
		}
		for _, step := range steps {
			if _, err := conn.Exec(ctx, step.sql, step.args...); err != nil {
				return err
			}
		}
		revisions[i]++
		turn++
		return nil
	}, nil
}

const setTrust = `SELECT set_config('sevenfold.trust', $1, true)`
