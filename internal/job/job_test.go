package job_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/job"
	"sevenfold/internal/letter"
	"sevenfold/internal/mail"
	"sevenfold/internal/mail/mailtest"
	"sevenfold/internal/postgres"
	"sevenfold/internal/postgres/postgrestest"
	"sevenfold/internal/trust"
)

// office is a trust with an open round, whose invitations wait to be sent by a
// mail server that does as it is told.
type office struct {
	job.Jobs
	store   *postgres.Store
	db      *postgrestest.Database
	server  *mailtest.Server
	trustID string
	roundID string
	clerk   string
	people  []string
	fault   atomic.Value // func(mailtest.Step) error
}

func newOffice(t *testing.T, people int) *office {
	t.Helper()
	o := &office{db: postgrestest.New(t)}
	o.answer(nil)
	store, err := postgres.Open(t.Context(), o.db.URL)
	must(t, err)
	t.Cleanup(store.Close)
	o.store = store
	o.server = mailtest.Start(t, mailtest.Options{Fault: func(s mailtest.Step) error { return o.fault.Load().(func(mailtest.Step) error)(s) }})
	sender, err := mail.NewSMTP(o.server.Address(), "sevenfold@sevenfold.example", "Sevenfold")
	must(t, err)
	t.Cleanup(func() { _ = sender.Close() })
	o.Jobs = job.Jobs{
		Store: store, Mail: sender, Writer: letter.Writer{Address: "https://sevenfold.example"}, Text: sevenfold.Domains, Now: time.Now,
	}
	o.open(t, people)
	return o
}

// answer has the mail server meet each step so; nil lets everything through.
func (o *office) answer(fault func(mailtest.Step) error) {
	if fault == nil {
		fault = func(mailtest.Step) error { return nil }
	}
	o.fault.Store(fault)
}

// at has the mail server fail at one stage.
func (o *office) at(stage mailtest.Stage, fault error) {
	o.answer(func(s mailtest.Step) error {
		if s.Stage == stage {
			return fault
		}
		return nil
	})
}

func (o *office) open(t *testing.T, people int) {
	t.Helper()
	ctx, now := t.Context(), time.Now()
	added, err := o.store.AddTrust(ctx, "Example Learning Trust", false)
	must(t, err)
	o.trustID = added.ID
	add := func(name string, role trust.Role) string {
		id, err := o.store.AddPerson(ctx, o.trustID, trust.Membership{Email: name + "@trust.example", Name: name, Roles: []trust.Role{role}})
		must(t, err)
		return id
	}
	o.clerk = add("clerk", trust.GovernanceProfessional)
	invited := map[string]trust.Group{}
	for i := range people {
		id := add(fmt.Sprintf("trustee%d", i+1), trust.Trustee)
		o.people = append(o.people, id)
		invited[id] = trust.Trustees
	}
	o.roundID, err = o.store.AddRound(ctx, o.trustID, o.clerk, audit.Round{
		Title: "Spring audit", Instrument: "seven-domains", Minimum: audit.MinimumResponses, OpensAt: now, ClosesAt: now.AddDate(0, 1, 0),
	}, now)
	must(t, err)
	must(t, o.store.SetRespondents(ctx, o.trustID, o.roundID, invited))
	must(t, o.store.OpenRound(ctx, o.trustID, o.roundID, o.clerk, sevenfold.Domains, now))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) messages(t *testing.T) []audit.Message {
	t.Helper()
	all, err := o.store.Messages(t.Context(), o.trustID, o.roundID)
	must(t, err)
	return all
}

// message is a message as it stands now.
func (o *office) message(t *testing.T, id string) audit.Message {
	t.Helper()
	for _, m := range o.messages(t) {
		if m.ID == id {
			return m
		}
	}
	t.Fatalf("message %s is gone", id)
	return audit.Message{}
}

// letters are what the mail server took, by recipient.
func (o *office) letters(t *testing.T) map[string][]mailtest.Letter {
	t.Helper()
	all := map[string][]mailtest.Letter{}
	for _, received := range o.server.Received() {
		l, err := received.Read()
		must(t, err)
		all[received.To] = append(all[received.To], l)
	}
	return all
}

func TestAMessageIsSentWithTheIDAndTheLinkThatAreKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 1)
	m := o.messages(t)[0]
	must(t, o.SendMessage(t.Context(), o.trustID, m.ID, false))
	got := o.message(t, m.ID)
	if got.State != audit.Sent || got.Tries != 1 || got.Words != "" || got.SentAt == nil {
		t.Errorf("got %+v, want it sent at the first try", got)
	}
	letters := o.letters(t)["trustee1@trust.example"]
	if len(letters) != 1 || letters[0].ID != m.ID+"@sevenfold.example" || letters[0].FromName != "Example Learning Trust" {
		t.Fatalf("got %+v, want one letter, from the trust, with its own Message-ID", letters)
	}
	// Sent once more by a queue that is mistaken, it stays the one.
	must(t, o.SendMessage(t.Context(), o.trustID, m.ID, false))
	if got := len(o.server.Received()); got != 1 {
		t.Errorf("got %d letters, want one", got)
	}
	_, after, _ := strings.Cut(letters[0].Text, "/invitation/")
	token, _, _ := strings.Cut(after, "\n")
	person, err := o.store.UseLinkOfRound(t.Context(), o.trustID, o.roundID, hash(strings.TrimSpace(token)), time.Now())
	if err != nil || person != o.people[0] {
		t.Errorf("got %q, %v by the link in it, want its reader let in", person, err)
	}
}

func TestWhatBecomesOfAMessage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		fault func(o *office)
		last  bool
		state audit.MessageState
		words string
		again bool // the queue is to try it again
		taken int  // by the mail server
	}{
		{
			"refused for good", func(o *office) { o.at(mailtest.Recipient, mailtest.Refuse(550, "5.1.1 No such mailbox")) }, false,
			audit.Failed, "550 5.1.1 No such mailbox", false, 0,
		},
		{
			"the whole message refused for good", func(o *office) { o.at(mailtest.Answer, mailtest.Refuse(554, "5.7.1 Looks like spam")) }, false,
			audit.Failed, "554 5.7.1 Looks like spam", false, 0,
		},
		{
			"refused for now", func(o *office) { o.at(mailtest.Recipient, mailtest.Refuse(451, "4.7.1 Greylisted, come back later")) }, false,
			audit.Waiting, "451 4.7.1 Greylisted, come back later", true, 0,
		},
		{
			"refused for now, at the last try", func(o *office) { o.at(mailtest.Recipient, mailtest.Refuse(451, "4.7.1 Greylisted")) }, true,
			audit.Failed, "451 4.7.1 Greylisted", false, 0,
		},
		{
			"the whole message refused for now", func(o *office) { o.at(mailtest.Answer, mailtest.Refuse(452, "4.3.1 Out of room")) }, false,
			audit.Waiting, "452 4.3.1 Out of room", true, 0,
		},
		{
			"the line cut before the greeting", func(o *office) { o.at(mailtest.Connect, mailtest.ErrDrop) }, false,
			audit.Waiting, "The mail server could not be reached.", true, 0,
		},
		{
			"the line cut before the recipient", func(o *office) { o.at(mailtest.From, mailtest.ErrDrop) }, false,
			audit.Waiting, "The mail server could not be reached.", true, 0,
		},
		{
			"the server away", func(o *office) { o.server.Close() }, false,
			audit.Waiting, "The mail server could not be reached.", true, 0,
		},
		{
			"the server away at the last try", func(o *office) { o.server.Close() }, true,
			audit.Failed, "The mail server could not be reached.", false, 0,
		},
		{
			"the line cut after the whole message", func(o *office) { o.at(mailtest.Answer, mailtest.ErrDrop) }, false,
			audit.InDoubt, "", false, 1,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, 1)
			m := o.messages(t)[0]
			c.fault(o)
			err := o.SendMessage(t.Context(), o.trustID, m.ID, c.last)
			if errors.Is(err, job.ErrNotTaken) != c.again || (err != nil) != c.again {
				t.Errorf("got %v, want it tried again: %v", err, c.again)
			}
			got := o.message(t, m.ID)
			if got.State != c.state || got.Words != c.words || got.Tries != 1 {
				t.Errorf("got %+v, want it %s, with the words %q", got, c.state, c.words)
			}
			if err != nil && strings.Contains(err.Error(), "trustee1") {
				t.Errorf("got %v for the log, want no address in it", err)
			}
			o.answer(nil)
			if c.state != audit.Waiting { // whatever it was, it is over
				if err := o.SendMessage(t.Context(), o.trustID, m.ID, false); err != nil && !errors.Is(err, job.ErrNotTaken) {
					t.Errorf("got %v in another turn, want nothing done", err)
				}
			}
			if got := len(o.server.Received()); got != c.taken {
				t.Errorf("got %d letters taken, want %d", got, c.taken)
			}
			if after := o.message(t, m.ID); after.State != c.state || after.Tries != 1 {
				t.Errorf("got it %s after another turn, want it %s as before", after.State, c.state)
			}
		})
	}
}

func TestAMessageInDoubtIsSentAgainByAPersonAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 1)
	m := o.messages(t)[0]
	o.at(mailtest.Answer, mailtest.ErrDrop)
	must(t, o.SendMessage(t.Context(), o.trustID, m.ID, false))
	o.answer(nil)
	must(t, o.store.SendAgain(t.Context(), o.trustID, o.roundID, o.clerk, m.ID, time.Now()))
	for _, one := range o.messages(t) {
		must(t, o.SendMessage(t.Context(), o.trustID, one.ID, false))
	}
	letters := o.letters(t)["trustee1@trust.example"]
	if len(letters) != 2 || letters[0].ID == letters[1].ID {
		t.Errorf("got %d letters, want the one in doubt and the one of the person, each with a Message-ID of its own", len(letters))
	}
	if got := o.message(t, m.ID).State; got != audit.InDoubt {
		t.Errorf("got the first %s, want it in doubt as before", got)
	}
}

// away is a store whose database goes away while a message is being sent.
type away struct {
	*postgres.Store
	times atomic.Int32
}

func (a *away) EndSending(ctx context.Context, trustID, messageID string, outcome audit.Outcome, now time.Time) error {
	if a.times.Add(-1) >= 0 {
		return fmt.Errorf("no database: %w", fault.Away)
	}
	return a.Store.EndSending(ctx, trustID, messageID, outcome, now)
}

func TestWhatTheMailServerSaidIsNotedOnceTheDatabaseIsBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 2)
	store := &away{Store: o.store}
	o.Store = store
	for name, stopped := range map[string]bool{"while the program runs": false, "while the program is being stopped": true} {
		m := o.messages(t)[0]
		for _, one := range o.messages(t) {
			if one.State == audit.Waiting {
				m = one
			}
		}
		store.times.Store(3)
		ctx, cancel := context.WithCancel(t.Context())
		o.answer(func(s mailtest.Step) error {
			if s.Stage == mailtest.Answer && stopped {
				time.AfterFunc(200*time.Millisecond, cancel) // when the answer is there
			}
			return nil
		})
		if err := o.SendMessage(ctx, o.trustID, m.ID, false); err != nil {
			t.Errorf("%s: got %v, want it noted in the end", name, err)
		}
		cancel()
		if got := o.message(t, m.ID).State; got != audit.Sent {
			t.Errorf("%s: got it %s, want it sent", name, got)
		}
	}
	if got := len(o.server.Received()); got != 2 {
		t.Errorf("got %d letters, want two", got)
	}
}

// lost is a store that never hears what became of a message.
type lost struct{ *postgres.Store }

func (lost) EndSending(context.Context, string, string, audit.Outcome, time.Time) error {
	return errors.New("the program died here")
}

func TestAMessageWhoseEndWasNeverNotedIsInDoubt(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 2)
	kept, messages := o.Store, o.messages(t)
	o.Store = lost{o.store}
	for _, m := range messages {
		if err := o.SendMessage(t.Context(), o.trustID, m.ID, false); err == nil {
			t.Error("got nil, want the queue to try it again")
		}
		if got := o.message(t, m.ID).State; got != audit.Sending {
			t.Errorf("got it %s, want it being sent", got)
		}
	}
	o.Store = kept
	must(t, o.SendMessage(t.Context(), o.trustID, messages[0].ID, false))
	o.server.Close()
	if err := o.SendMessage(t.Context(), o.trustID, messages[1].ID, false); !errors.Is(err, job.ErrNotTaken) {
		t.Errorf("got %v with the mail server away, want it tried again", err)
	}
	for _, m := range messages {
		if got := o.message(t, m.ID).State; got != audit.InDoubt {
			t.Errorf("got it %s, want it in doubt", got)
		}
	}
	if got := len(o.server.Received()); got != 2 {
		t.Errorf("got %d letters, want the two of the first try alone", got)
	}
}

func TestWordsShownOfAMessageNameNobodyElse(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 3)
	o.answer(func(s mailtest.Step) error {
		if s.Stage == mailtest.Recipient {
			return mailtest.Refuse(550, "5.1.1 <"+s.To+"> is unknown here")
		}
		return nil
	})
	for _, m := range o.messages(t) { // over one connection, one after another
		must(t, o.SendMessage(t.Context(), o.trustID, m.ID, false))
	}
	if got := o.server.Connections(); got != 1 {
		t.Errorf("got %d connections, want one used again", got)
	}
	for _, m := range o.messages(t) {
		for _, other := range []string{"trustee1@", "trustee2@", "trustee3@"} {
			if own := strings.HasPrefix(m.Email, other); strings.Contains(m.Words, other) != own {
				t.Errorf("got the words %q of the message to %s, want nobody else named", m.Words, m.Email)
			}
		}
	}
}

func TestALetterThatCannotBeWrittenIsToldApartFromAMailServerThatIsAway(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 1)
	o.Store = unread{o.store}
	m := o.messages(t)[0]
	if err := o.SendMessage(t.Context(), o.trustID, m.ID, false); !errors.Is(err, job.ErrNotWritten) {
		t.Errorf("got %v, want it said that it could not be written", err)
	}
	if got := o.message(t, m.ID); got.State != audit.Waiting || got.Words != "Sevenfold could not write it." {
		t.Errorf("got %+v, want it waiting, and the mail server not blamed", got)
	}
}
