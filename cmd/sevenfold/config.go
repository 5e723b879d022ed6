package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"

	"sevenfold/internal/mail"
)

// config is everything that can be set, read once.
type config struct {
	Demo       bool
	Addr       string // where to listen
	Data       string // the data folder
	Cache      string // the folder of what can be made again; "" is the user's own
	Address    *url.URL
	Framework  string // a framework file; "" is the one inside the program
	Database   string // "" starts the private Postgres
	Owner      string // the owner's address, for migrate
	Postgres   string // the folder of the private Postgres's programs
	SMTP       string
	MailFolder string
	MailFrom   string
	MailName   string
	Operator   string
	Proxied    bool
	Requests   int // a minute
}

// setting is one variable of the environment.
type setting struct {
	name, meaning string
	secret        bool // may be read from the file that NAME_FILE names
}

var settings = []setting{
	{"DATABASE_URL", "Postgres to use: postgres://ROLE:PASSWORD@HOST/DATABASE; the role owns nothing", true},
	{"MIGRATE_DATABASE_URL", "the same database as its owner, for migrate", true},
	{"SMTP_URL", "the mail server: smtps://USER:PASSWORD@HOST:465, or smtp://... with STARTTLS", true},
	{"MAIL_FOLDER", "for a trial, instead of SMTP_URL: a folder that messages are written to", false},
	{"MAIL_FROM", "the address that messages come from", false},
	{"SEVENFOLD_ADDRESS", "where browsers reach it: https://sevenfold.example.org", false},
	{"SEVENFOLD_OPERATOR", "who looks after this installation, for the privacy page", false},
	{"SEVENFOLD_FRAMEWORK", "a framework file to use instead of the one inside", false},
	{"SEVENFOLD_POSTGRES", "the folder of the postgres and initdb to use for the private Postgres", false},
	{"SEVENFOLD_CACHE", "a private folder for what can be made again (default: sevenfold in the user's cache folder)", false},
	{"SEVENFOLD_BEHIND_PROXY", "yes: a proxy stands before it and writes X-Forwarded-For", false},
}

func settingsHelp() string {
	var b strings.Builder
	for _, s := range settings {
		fmt.Fprintf(&b, "  %-24s %s\n", s.name, s.meaning)
	}
	return b.String()
}

// environment reads the settings, and notes what is wrong with them.
type environment struct {
	getenv func(string) string
	wrong  []error
}

func (e *environment) get(name string) string {
	value := strings.TrimSpace(e.getenv(name))
	file := strings.TrimSpace(e.getenv(name + "_FILE"))
	if file == "" || !isSecret(name) {
		return value
	}
	if value != "" {
		e.wrong = append(e.wrong, fmt.Errorf("%s and %s_FILE are both set: set one", name, name))
		return value
	}
	text, err := os.ReadFile(file)
	if err != nil {
		e.wrong = append(e.wrong, fmt.Errorf("read %s_FILE: %w", name, err))
	}
	return strings.TrimSpace(string(text))
}

func isSecret(name string) bool {
	for _, s := range settings {
		if s.name == name {
			return s.secret
		}
	}
	return false
}

// serveConfig reads what serve needs; everything wrong with it is told at once.
func serveConfig(args []string, getenv func(string) string, stderr io.Writer) (config, error) {
	e := &environment{getenv: getenv}
	c := databaseConfig(e)
	flags := newFlags("serve", stderr, "Serves the pages until it is stopped (Ctrl-C, or SIGTERM).")
	flags.BoolVar(&c.Demo, "demo", false, "serve a demonstration, with a made-up trust; on this machine only")
	flags.StringVar(&c.Addr, "addr", "127.0.0.1:8080", "where to listen, as `HOST:PORT`; port 0 takes any that is free")
	flags.StringVar(&c.Data, "data", "", "the data `folder` of the private Postgres (default: data, here)")
	flags.StringVar(&c.Postgres, "postgres", c.Postgres, "the `folder` of the postgres and initdb to use for the private Postgres")
	flags.StringVar(&c.Framework, "framework", e.get("SEVENFOLD_FRAMEWORK"), "a framework `file` to use instead of the one inside")
	flags.IntVar(&c.Requests, "requests-per-minute", 6000, "how many requests a person, or a signed-out network address, may make a minute; 0: no limit")
	if err := parse(flags, args); err != nil {
		return config{}, err
	}
	c.SMTP, c.MailFolder, c.MailFrom = e.get("SMTP_URL"), e.get("MAIL_FOLDER"), e.get("MAIL_FROM")
	c.MailName = "Sevenfold"
	c.Operator = e.get("SEVENFOLD_OPERATOR")
	c.Cache = e.get("SEVENFOLD_CACHE")
	c.Proxied = e.get("SEVENFOLD_BEHIND_PROXY") == "yes"
	e.wrong = append(e.wrong, c.checkListening(e.get("SEVENFOLD_ADDRESS"))...)
	e.wrong = append(e.wrong, c.checkMail()...)
	return c, errors.Join(e.wrong...)
}

func databaseConfig(e *environment) config {
	c := config{Database: e.get("DATABASE_URL"), Owner: e.get("MIGRATE_DATABASE_URL"), Postgres: e.get("SEVENFOLD_POSTGRES")}
	for _, given := range [][2]string{{"DATABASE_URL", c.Database}, {"MIGRATE_DATABASE_URL", c.Owner}} {
		if given[1] == "" {
			continue
		}
		u, err := url.Parse(given[1])
		if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
			e.wrong = append(e.wrong, fmt.Errorf("%s is not an address of the form postgres://ROLE:PASSWORD@HOST:PORT/DATABASE", given[0]))
		}
	}
	return c
}

// checkListening holds the demonstration to this machine, and cookies to TLS.
func (c *config) checkListening(address string) (wrong []error) {
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return []error{fmt.Errorf("--addr %q is not of the form HOST:PORT, such as 127.0.0.1:8080", c.Addr)}
	}
	if c.Demo && !isLoopback(host) {
		wrong = append(wrong, fmt.Errorf("--demo serves this machine only: --addr must be 127.0.0.1, [::1] or localhost, not %q", host))
	}
	switch {
	case address == "" && !isLoopback(host):
		c.Address = &url.URL{}
		return append(wrong, errors.New("SEVENFOLD_ADDRESS is not set: give the https:// address at which browsers reach it"))
	case address == "":
		address = "http://" + net.JoinHostPort(host, port)
	}
	c.Address, err = url.Parse(strings.TrimSuffix(address, "/"))
	switch {
	case err != nil || c.Address.Host == "" || c.Address.Path != "":
		wrong = append(wrong, fmt.Errorf("SEVENFOLD_ADDRESS %q is not of the form https://HOST", address))
		c.Address = &url.URL{}
	case c.Address.Scheme != "https" && !(c.Address.Scheme == "http" && isLoopback(c.Address.Hostname())):
		wrong = append(wrong, fmt.Errorf("SEVENFOLD_ADDRESS %q must begin with https://: sessions must not travel in the clear", address))
	}
	return wrong
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// checkMail asks for one way of sending. A demonstration keeps its messages.
func (c *config) checkMail() (wrong []error) {
	switch {
	case c.Demo:
		return nil
	case c.SMTP != "" && c.MailFolder != "":
		wrong = append(wrong, errors.New("SMTP_URL and MAIL_FOLDER are both set: set one"))
	case c.SMTP == "" && c.MailFolder == "":
		wrong = append(wrong, errors.New("neither SMTP_URL nor, for a trial, MAIL_FOLDER is set: people sign in by e-mail"))
	case c.SMTP != "":
		if _, err := mail.NewSMTP(c.SMTP, c.MailFrom, c.MailName); err != nil {
			wrong = append(wrong, fmt.Errorf("SMTP_URL: %w", err))
		}
	}
	if c.MailFrom == "" {
		if c.SMTP != "" {
			wrong = append(wrong, errors.New("MAIL_FROM is not set: give the address that messages come from"))
		}
		c.MailFrom = "sevenfold@localhost"
	}
	return wrong
}

// newFlags makes the flags of one command, whose --help begins with about.
func newFlags(command string, stderr io.Writer, about string) *flag.FlagSet {
	flags := flag.NewFlagSet("sevenfold "+command, flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintf(stderr, "sevenfold %s [flags]\n\n%s\n\n", command, about)
		flags.PrintDefaults()
	}
	return flags
}

// errHelp ends a command that was only asked for its help: that is no failure.
var errHelp = flag.ErrHelp

func parse(flags *flag.FlagSet, args []string) error {
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return errHelp
		}
		return errUse
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is one word too many: see %s --help", flags.Arg(0), flags.Name())
	}
	return nil
}
