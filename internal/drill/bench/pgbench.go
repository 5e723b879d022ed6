package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// runPgbench has pgbench run one or the other save, with as many clients as
// there are seats, and reads what each transaction took from its log.
func (l limitOfSaves) runPgbench(ctx context.Context, saves []save, length time.Duration) (figures, error) {
	folder, err := os.MkdirTemp(l.folder, "pgbench-")
	if err != nil {
		return figures{}, fmt.Errorf("make a folder for pgbench: %w", err)
	}
	args := []string{
		"--no-vacuum", "--protocol=prepared", "--client=" + strconv.Itoa(len(l.seats)), "--jobs=2",
		"--time=" + strconv.Itoa(int((warmUp + length).Seconds())), "--log", "--log-prefix=" + filepath.Join(folder, "log"),
	}
	for i, s := range saves {
		script := filepath.Join(folder, fmt.Sprintf("save%d.sql", i))
		if err := os.WriteFile(script, []byte(l.script(s, i)), 0o600); err != nil {
			return figures{}, fmt.Errorf("write pgbench's script: %w", err)
		}
		args = append(args, fmt.Sprintf("--define=begun%d=0", i), "--file="+script)
	}
	cmd := exec.CommandContext(ctx, l.pgbench, args...)
	environment, err := libpq(l.url)
	if err != nil {
		return figures{}, err
	}
	cmd.Env = append(os.Environ(), environment...)
	said, err := cmd.CombinedOutput()
	if err != nil {
		return figures{}, fmt.Errorf("run pgbench: %w\n%s", err, said)
	}
	return readLogs(folder, length)
}

// script makes a save of each transaction. A client learns whose answers it
// saves in its first, and keeps count of each save's revisions.
func (l limitOfSaves) script(s save, number int) string {
	var seats []string
	for i, t := range l.seats {
		seats = append(seats, fmt.Sprintf("(%d, '%s', '%s', '%s', '%s')", i, t.TrustID, t.RoundID, t.PersonID, t.response.ID))
	}
	at := "revision" + strconv.Itoa(number)
	variables := strings.NewReplacer("$1", ":trust", "$2", ":round", "$3", ":"+s.third, "$4", ":"+at)
	standing := strings.NewReplacer("SELECT revision", "SELECT revision AS "+at,
		"$1", ":trust", "$2", ":round", "$3", ":response", "$4", "'"+s.statement+"'")
	return strings.ReplaceAll(`\if :begunN = 0
SELECT trust, round, person, response
FROM (VALUES `+strings.Join(seats, ", ")+`) AS seats (client, trust, round, person, response)
WHERE client = :client_id \gset
SELECT set_config('sevenfold.trust', :trust, false);`+standing.Replace(revision)+` \gset
\set begunN 1
\endif
BEGIN;
`+variables.Replace(setTrust)+`;
`+variables.Replace(s.sql)+`;
COMMIT;
\set `+at+` :`+at+` + 1
`, "begunN", "begun"+strconv.Itoa(number))
}

// libpq is the address as the programs of PostgreSQL take it: by the
// environment, for a command line is read by everybody.
func libpq(address string) ([]string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read the database's address: %w", err)
	}
	password, _ := u.User.Password()
	return []string{
		"PGHOST=" + u.Query().Get("host"), "PGPORT=" + u.Query().Get("port"), "PGUSER=" + u.User.Username(),
		"PGPASSWORD=" + password, "PGDATABASE=" + strings.TrimPrefix(u.Path, "/"),
	}, nil
}

// logLine is one transaction: client, number, microseconds, script, and the
// second and the microsecond at which it ended.
var logLine = regexp.MustCompile(`^\d+ \d+ (\d+) \d+ (\d+) (\d+)`)

// readLogs leaves out what ended while pgbench was warming up.
func readLogs(folder string, length time.Duration) (figures, error) {
	names, err := filepath.Glob(filepath.Join(folder, "log.*"))
	if err != nil {
		return figures{}, fmt.Errorf("find pgbench's logs: %w", err)
	}
	type transaction struct{ ended, took time.Duration }
	var all []transaction
	var last time.Duration
	for _, name := range names {
		log, err := os.Open(name)
		if err != nil {
			return figures{}, fmt.Errorf("read pgbench's log: %w", err)
		}
		defer log.Close()
		for lines := bufio.NewScanner(log); lines.Scan(); {
			fields := logLine.FindStringSubmatch(lines.Text())
			if fields == nil {
				return figures{}, fmt.Errorf("read pgbench's log: %q is no transaction that went through", lines.Text())
			}
			var n [3]int64
			for i := range n {
				n[i], _ = strconv.ParseInt(fields[i+1], 10, 64) // digits, as the pattern says
			}
			t := transaction{time.Duration(n[1])*time.Second + time.Duration(n[2])*time.Microsecond, time.Duration(n[0]) * time.Microsecond}
			all, last = append(all, t), max(last, t.ended)
		}
	}
	f := figures{took: length, asked: len(all)}
	for _, t := range all {
		if t.ended > last-length {
			f.latencies = append(f.latencies, t.took)
		}
	}
	if len(f.latencies) == 0 {
		return figures{}, fmt.Errorf("pgbench finished no transaction")
	}
	return f, nil
}
