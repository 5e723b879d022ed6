package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sevenfold"
)

func TestFrameworkCommand(t *testing.T) {
	folder := t.TempDir()
	sound := filepath.Join(folder, "sound.yaml")
	broken := filepath.Join(folder, "broken.yaml")
	write(t, sound, string(sevenfold.Domains))
	write(t, broken, strings.Replace(string(sevenfold.Domains), "\nlenses:", "\nlences:", 1))

	for name, c := range map[string]struct {
		args             []string
		out, errorOutput string // what the output and the error hold; no error where it is empty
	}{
		"check says that the embedded framework has no mistakes": {[]string{"check"}, "80 statements in 7 domains, and 93 more statements of the 6 questionnaires: no mistakes", ""},
		"check prints how hard the statements are to read":       {[]string{"check"}, "Reading age of the statements: ", ""},
		"check reads the file that is named":                     {[]string{"check", sound}, "no mistakes", ""},
		"check reads the file that the flag names":               {[]string{"check", "--framework", sound}, "no mistakes", ""},
		"check prints mistakes and fails":                        {[]string{"check", broken}, `the file has no key "lences"; did you mean "lenses"?`, "mistake"},
		"check says that there is no such file":                  {[]string{"check", filepath.Join(folder, "none.yaml")}, "", "there is no file"},
		"check refuses two files":                                {[]string{"check", sound, broken}, "", "name one file, not 2"},
		"check has no --json":                                    {[]string{"check", "--json"}, "", "json"},
		"show prints for reading":                                {[]string{"show"}, "INSTRUMENTS", ""},
		"show takes --json after the file":                       {[]string{"show", sound, "--json"}, `"instruments": [`, ""},
		"show prints nothing of a broken file but its mistakes":  {[]string{"show", broken}, "", "lences"},
		"help is printed where it is asked for":                  {[]string{"--help"}, "sevenfold framework check", ""},
		"help is printed behind a subcommand too":                {[]string{"show", "--help"}, "sevenfold framework check", ""},
		"an unknown subcommand is refused":                       {[]string{"chekc"}, "", `there is no "chekc"`},
		"no subcommand is refused":                               {nil, "", "say check, show or diff"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			err := frameworkCommand(c.args, &stdout, &stderr)
			if (err == nil) != (c.errorOutput == "") || err != nil && !strings.Contains(err.Error(), c.errorOutput) {
				t.Errorf("got error %v, want %q", err, c.errorOutput)
			}
			if !strings.Contains(stdout.String(), c.out) {
				t.Errorf("got %q, want it to hold %q", stdout.String(), c.out)
			}
		})
	}
}

func TestFrameworkShowPrintsEveryPartAsJSON(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if err := frameworkCommand([]string{"show", "--json"}, &stdout, &stderr); err != nil {
		t.Fatal(err)
	}
	var shown struct {
		Framework struct{ ID, Version string }
		Domains   []struct {
			ID, Title string
			Elements  []struct {
				ID, Title  string
				Statements []struct {
					ID, Text, Ask, Challenge, Strength, Aim string
					Tags                                    []string
				}
			}
		}
		Lenses      []struct{ ID string }
		Instruments []struct {
			ID    string
			Items []string
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &shown); err != nil {
		t.Fatal(err)
	}
	statements := 0
	for _, domain := range shown.Domains {
		for _, element := range domain.Elements {
			for _, s := range element.Statements {
				statements++
				if s.ID == "" || s.Text == "" || s.Ask == "" || s.Challenge == "" || s.Strength == "" || s.Aim == "" || s.Tags == nil {
					t.Errorf("got %+v, want no part of it empty", s)
				}
			}
		}
	}
	if shown.Framework.ID == "" || shown.Framework.Version == "" || len(shown.Domains) != 7 || len(shown.Lenses) == 0 ||
		len(shown.Instruments) == 0 || len(shown.Instruments[0].Items) != statements {
		t.Errorf("got %+v with %d domains, %d lenses and %d instruments, want them all", shown.Framework, len(shown.Domains), len(shown.Lenses), len(shown.Instruments))
	}
}

func TestFrameworkDiff(t *testing.T) {
	folder := t.TempDir()
	file := func(name, from, to string) string {
		path := filepath.Join(folder, name)
		text := string(sevenfold.Domains)
		if !strings.Contains(text, from) {
			t.Fatalf("the framework does not hold %q", from)
		}
		write(t, path, strings.Replace(text, from, to, 1))
		return path
	}
	older := file("older.yaml", "", "")
	newer := file("newer.yaml", "Staff know what our safeguarding procedures ask of them.", "Staff know our safeguarding procedures.")
	broken := file("broken.yaml", "\nlenses:", "\nlences:")
	worse := file("worse.yaml", "\nbases:", "\nbasis:")

	for name, c := range map[string]struct {
		args   []string
		status int
		out    []string // what the output holds
		error  string
	}{
		"what changed is printed":                   {[]string{older, newer}, 1, []string{`statement "fo-roles-understood" is reworded`, "Statements: 1 reworded, 0 replaced"}, ""},
		"a file and itself are the same":            {[]string{older, older}, 0, []string{"The two say the same."}, ""},
		"the mistakes of either file are printed":   {[]string{broken, worse}, 2, []string{broken + ":", `no key "lences"`, worse + ":", `no key "basis"`}, "mistake"},
		"a broken newer file compares to nothing":   {[]string{older, broken}, 2, []string{`no key "lences"`}, "mistake"},
		"a file that is not there is no difference": {[]string{older, filepath.Join(folder, "none.yaml")}, 2, nil, "there is no file"},
		"one file is not enough":                    {[]string{older}, 2, nil, "not 1"},
		"three are too many":                        {[]string{older, newer, broken}, 2, nil, "not 3"},
		"an unknown flag is refused":                {[]string{"--json", older, newer}, 2, nil, "json"},
		"help is printed":                           {[]string{"--help"}, 0, []string{"framework diff OLD NEW"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			err := frameworkCommand(append([]string{"diff"}, c.args...), &stdout, &stderr)
			status := 0
			if err != nil {
				status = exitStatus(err)
			}
			if status != c.status || c.status == 2 && !strings.Contains(err.Error(), c.error) {
				t.Errorf("got status %d with %v, want %d with %q", status, err, c.status, c.error)
			}
			for _, want := range c.out {
				if !strings.Contains(stdout.String(), want) {
					t.Errorf("got %q, want it to hold %q", stdout.String(), want)
				}
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
