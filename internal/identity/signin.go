package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"math/big"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"sevenfold/internal/fault"
)

// How signing in is limited.
const (
	AskLifetime     = 15 * time.Minute
	TriesOfCode     = 10
	AsksPerAddress  = 5  // an hour
	AsksPerNetwork  = 30 // an hour
	SessionLifetime = 12 * time.Hour
	// OwnDeviceLifetime is for respondents who say that the device is theirs.
	OwnDeviceLifetime = 14 * 24 * time.Hour
)

// The ways in which signing in stops somebody.
var (
	ErrNotAnAddress = fmt.Errorf("not an e-mail address: %w", fault.Invalid)
	ErrTooManyAsks  = fmt.Errorf("asked to sign in too often: %w", fault.TooMany)
	ErrAskOver      = fmt.Errorf("sign-in was used or is too old: %w", fault.Gone)
	ErrTooManyTries = fmt.Errorf("wrong code too often: %w", fault.Gone)
	ErrWrongCode    = fmt.Errorf("wrong code: %w", fault.Invalid)
)

// Ask is one request to sign in, as it is kept: hashes only.
type Ask struct {
	Email       string
	Network     string
	Destination string // where to go once signed in: a path of ours, or ""
	PageHash    []byte
	LinkHash    []byte
	CodeHash    []byte
	AskedAt     time.Time
	ExpiresAt   time.Time
}

// Secrets open the door of one Ask. The page that asked holds Page; the e-mail
// holds Link and Code. A code is worth nothing without its page.
type Secrets struct {
	Page string
	Link string
	Code string
}

// NewAsk makes a request to sign in.
func NewAsk(email, network, destination string, now time.Time) (Ask, Secrets) {
	s := Secrets{Page: rand.Text(), Link: rand.Text(), Code: newCode()}
	return Ask{
		Email: email, Network: network, Destination: destination,
		PageHash: Hash(s.Page), LinkHash: Hash(s.Link), CodeHash: CodeHash(s.Page, s.Code),
		AskedAt: now, ExpiresAt: now.Add(AskLifetime),
	}, s
}

// newCode draws six decimal digits.
func newCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(err) // crypto/rand never fails on the systems we run on
	}
	return fmt.Sprintf("%06d", n)
}

// Hash is what is kept of a secret.
func Hash(secret string) []byte {
	h := sha256.Sum256([]byte(secret))
	return h[:]
}

// CodeHash binds a code to the page that asked for it: six digits alone could
// be found from their hash in no time.
func CodeHash(page, code string) []byte { return Hash(page + ":" + code) }

// CleanCode keeps the digits of what was typed: people type spaces and dashes.
func CleanCode(typed string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, norm.NFKC.String(typed))
}

// CleanEmail is the address as it is kept: trimmed and lower-case.
// ErrNotAnAddress where no mail could go to it.
func CleanEmail(typed string) (string, error) {
	cleaned := strings.ToLower(strings.TrimSpace(typed))
	at := strings.LastIndexByte(cleaned, '@')
	parsed, err := mail.ParseAddress(cleaned)
	if err != nil || parsed.Address != cleaned || len(cleaned) > 254 ||
		!strings.Contains(cleaned[at+1:], ".") && cleaned[at+1:] != "localhost" {
		return "", ErrNotAnAddress
	}
	return cleaned, nil
}

// NewSession makes a session and the token that its cookie carries.
func NewSession(personID, device string, now time.Time, lifetime time.Duration) (Session, string) {
	token := rand.Text()
	return Session{
		TokenHash: Hash(token), PersonID: personID, Device: device,
		StartedAt: now, ExpiresAt: now.Add(lifetime),
	}, token
}

// Session is a signed-in device, as it is kept.
type Session struct {
	ID        string
	TokenHash []byte
	PersonID  string
	Device    string // "Chrome on Windows": for the person to tell their devices apart
	StartedAt time.Time
	ExpiresAt time.Time
	// TrustID and RoundID name the one round that the session may answer; both
	// are empty where its holder may do whatever their roles allow.
	TrustID string
	RoundID string
	// Replaces is the hash of the token that the browser held until now, whose
	// session ends; nil where it held none.
	Replaces []byte
}

// SignedIn is who came in, and where they were going.
type SignedIn struct {
	PersonID    string
	Destination string
}
