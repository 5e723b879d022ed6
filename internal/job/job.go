// Package job is what runs by itself: sending messages, making packs, and doing
// what has fallen due. The queue that hands the work out stands behind the store.
package job

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/textproto"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/letter"
	"sevenfold/internal/mail"
)

// Store is what the work asks of the store.
type Store interface {
	BeginSending(ctx context.Context, trustID, messageID string, marks audit.Marks, now time.Time) (audit.Letter, error)
	EndSending(ctx context.Context, trustID, messageID string, outcome audit.Outcome, now time.Time) error
	NotBegun(ctx context.Context, trustID, messageID string, outcome audit.Outcome) error
	OpenByDate(ctx context.Context, trustID, roundID string, text []byte, now time.Time) error
	CloseByDate(ctx context.Context, trustID, roundID string, now time.Time) error
	RemindByDate(ctx context.Context, trustID, roundID string, now time.Time) error
	ForgetUploads(ctx context.Context, trustID string, now time.Time) error
	RemindOfActions(ctx context.Context, trustID string, now time.Time) error
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)
	Pack(ctx context.Context, trustID, packID string) (boardpack.Pack, error)
	PackMaterial(ctx context.Context, trustID, roundID string) (boardpack.Material, error)
	BeginPack(ctx context.Context, trustID, packID string, origin boardpack.Origin) (boardpack.Pack, error)
	KeepPackFile(ctx context.Context, trustID, packID, from string, file boardpack.Written) error
	EndPack(ctx context.Context, trustID, packID, from string, now time.Time) error
	FailPack(ctx context.Context, trustID, packID string) error
}

// Jobs does the work.
type Jobs struct {
	Store  Store
	Mail   mail.Sender
	Writer letter.Writer
	// Text is the framework file in service: what is opened is pinned to it.
	Text []byte
	// Current is what that file says: an index of evidence goes by it.
	Current *framework.Framework
	// Typesetter sets the PDF of a pack.
	Typesetter boardpack.Typesetter
	Now        func() time.Time
}

// The ways in which a message is surely not on its way, and is to be tried again.
var (
	ErrNotTaken   = errors.New("the mail server did not take a message")
	ErrNotWritten = errors.New("a message could not be written")
)

// SendMessage sends one message. It gets hold of the mail server first, so that
// a message is marked as being sent for no longer than it takes to hand it over.
func (j Jobs) SendMessage(ctx context.Context, trustID, messageID string, last bool) error {
	connection, err := j.Mail.Connect(ctx)
	if err != nil {
		outcome := outcomeOf(err, last)
		noteErr := j.note(ctx, func(ctx context.Context) error { return j.Store.NotBegun(ctx, trustID, messageID, outcome) })
		return errors.Join(unlessFinal(outcome, err), noteErr)
	}
	defer connection.Release()
	secrets := letter.Secrets{Link: rand.Text(), Stop: rand.Text()}
	marks := audit.Marks{
		MessageID: j.Writer.MessageID(messageID), LinkHash: identity.Hash(secrets.Link), StopHash: identity.Hash(secrets.Stop),
	}
	l, err := j.Store.BeginSending(ctx, trustID, messageID, marks, j.Now())
	if errors.Is(err, audit.ErrNotToSend) {
		return nil
	}
	if err != nil {
		return err
	}
	handed := j.hand(ctx, connection, l, secrets)
	outcome := outcomeOf(handed, last)
	err = j.note(ctx, func(ctx context.Context) error {
		return j.Store.EndSending(ctx, trustID, messageID, outcome, j.Now())
	})
	return errors.Join(unlessFinal(outcome, handed), err)
}

// hand writes a letter and hands it to the mail server.
func (j Jobs) hand(ctx context.Context, connection mail.Connection, l audit.Letter, secrets letter.Secrets) error {
	var asks framework.Instrument
	if l.Round.FrameworkHash != "" {
		f, err := j.Store.WordsOf(ctx, l.Round)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNotWritten, err)
		}
		asks, _ = f.Instrument(l.Round.Instrument)
	}
	message, err := j.Writer.Write(l, asks, secrets, j.Now())
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotWritten, err)
	}
	return connection.Send(ctx, message)
}

// outcomeOf tells what became of a message that its sender says this about.
func outcomeOf(err error, last bool) audit.Outcome {
	var refusal *mail.Refusal
	switch {
	case err == nil:
		return audit.Outcome{State: audit.Sent}
	case errors.Is(err, mail.ErrInDoubt):
		return audit.Outcome{State: audit.InDoubt}
	case errors.Is(err, mail.ErrUnfit):
		return audit.Outcome{State: audit.Failed, Words: "This can't be sent to the address as it is."}
	case errors.As(err, &refusal):
		outcome := audit.Outcome{State: audit.Waiting, Words: fmt.Sprintf("%d %s", refusal.Code, refusal.Words)}
		if refusal.Lasting || last {
			outcome.State = audit.Failed
		}
		return outcome
	}
	outcome := audit.Outcome{State: audit.Waiting, Words: "The mail server could not be reached."}
	if errors.Is(err, ErrNotWritten) {
		outcome.Words = "Sevenfold could not write it."
	}
	if last {
		outcome.State = audit.Failed
	}
	return outcome
}

// unlessFinal is the error that has a message tried again. It goes to the log,
// so it holds the cause, but not what a mail server says out of turn: that may
// name the recipient.
func unlessFinal(outcome audit.Outcome, cause error) error {
	var answer *textproto.Error
	var noise textproto.ProtocolError
	switch {
	case outcome.State != audit.Waiting:
		return nil
	case errors.As(cause, &answer), errors.As(cause, &noise):
		return ErrNotTaken
	}
	return fmt.Errorf("%w: %w", ErrNotTaken, cause)
}

// What was heard from the mail server is worth waiting for the database: not
// noted, it would be in doubt.
const (
	noteFor   = 20 * time.Second
	notePause = 500 * time.Millisecond
)

// note keeps trying while the database is away, even where the program is being stopped.
func (j Jobs) note(ctx context.Context, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteFor)
	defer cancel()
	for {
		err := f(ctx)
		if !errors.Is(err, fault.Away) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(notePause):
		}
	}
}

// Do does what has fallen due. What a person did meanwhile is left as it is.
func (j Jobs) Do(ctx context.Context, due audit.Due) error {
	var err error
	switch now := j.Now(); due.Deed {
	case audit.OpenByDate:
		err = j.Store.OpenByDate(ctx, due.TrustID, due.RoundID, j.Text, now)
	case audit.CloseByDate:
		err = j.Store.CloseByDate(ctx, due.TrustID, due.RoundID, now)
	case audit.RemindByDate:
		err = j.Store.RemindByDate(ctx, due.TrustID, due.RoundID, now)
	case audit.ForgetUploads:
		err = j.Store.ForgetUploads(ctx, due.TrustID, now)
	case audit.RemindActions:
		err = j.Store.RemindOfActions(ctx, due.TrustID, now)
	default:
		return fmt.Errorf("there is no deed %q", due.Deed)
	}
	if errors.Is(err, fault.Conflict) || errors.Is(err, fault.NotFound) {
		return nil
	}
	return err
}
