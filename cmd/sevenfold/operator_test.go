package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"sevenfold/internal/postgres/postgrestest"
)

func TestOperatorCommand(t *testing.T) {
	getenv := env("DATABASE_URL", postgrestest.New(t).URL)
	for _, step := range []struct{ name, args, says, mistake string }{
		{"nobody at first", "list", "", ""},
		{"an address is cleaned", "add --email Ann@Host.Example", "", ""},
		{"a second time changes nothing", "add --email ann@host.example", "", ""},
		{"an address that is none", "add --email ann", "", "name@example.org"},
		{"an address that is missing", "remove", "", "name@example.org"},
		{"who does", "list", "ann@host.example\n", ""},
		{"removed", "remove --email ann@host.example", "", ""},
		{"removed again", "remove --email ann@host.example", "", "nobody with that address"},
		{"nobody at last", "list", "", ""},
		{"no deed", "", "", "see sevenfold --help"},
		{"a deed that is none", "promote", "", "see sevenfold --help"},
	} {
		var out bytes.Buffer
		err := run(t.Context(), append([]string{"operator"}, strings.Fields(step.args)...), getenv, &out, io.Discard)
		switch {
		case step.mistake == "" && (err != nil || out.String() != step.says):
			t.Errorf("%s: got %q, %v, want %q", step.name, out.String(), err, step.says)
		case step.mistake != "" && (err == nil || !strings.Contains(err.Error(), step.mistake)):
			t.Errorf("%s: got %v, want %q told", step.name, err, step.mistake)
		}
	}
}
