package rounds

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// memory keeps rounds for one test, by the rules of the real store.
type memory struct {
	rounds  map[string]audit.Round
	members []trust.Membership
	invited map[string]trust.Group // by person, of the one round that a test looks at
	stages  map[string]audit.Stage // by person
	current *framework.Framework
	opened  int
	closed  int

	settings    trust.Settings
	committees  []trust.Committee
	own         []audit.OwnStatement
	moved       []string        // "ID to PLACE"
	noReminders map[string]bool // by person
	messages    []audit.Message
	reminded    map[string]int // how many, by the form's id
	// meanwhile, where set, is what somebody else does just before a deed of this one is kept.
	meanwhile func()
}

func (m *memory) others() {
	if m.meanwhile != nil {
		m.meanwhile()
	}
}

func (m *memory) AddRound(_ context.Context, trustID, _ string, r audit.Round, _ time.Time) (string, error) {
	r.TrustID, r.State = trustID, audit.Draft
	if kept, ok := m.rounds[r.ID]; ok && !reflect.DeepEqual(kept, r) {
		return "", fault.Conflict
	}
	m.rounds[r.ID] = r
	return r.ID, nil
}

func (m *memory) ChangeRound(_ context.Context, _ string, r audit.Round) error {
	kept := m.rounds[r.ID]
	if kept.State != audit.Draft {
		return audit.ErrNotDraft
	}
	r.State, r.Messages = audit.Draft, kept.Messages
	m.rounds[r.ID] = r
	return nil
}

func (m *memory) Round(_ context.Context, trustID, roundID string) (audit.Round, error) {
	r, ok := m.rounds[roundID]
	if !ok || r.TrustID != trustID {
		return audit.Round{}, fault.NotFound
	}
	return r, nil
}

func (m *memory) Members(context.Context, string) ([]trust.Membership, error) { return m.members, nil }

func (m *memory) SetRespondents(_ context.Context, _, roundID string, invited map[string]trust.Group) error {
	if m.rounds[roundID].State != audit.Draft {
		return audit.ErrNotDraft
	}
	m.invited = invited
	return nil
}

func (m *memory) Progress(context.Context, string, string) ([]audit.Progress, error) {
	var all []audit.Progress
	for _, member := range m.members {
		if group, ok := m.invited[member.PersonID]; ok {
			all = append(all, audit.Progress{
				Respondent: audit.Respondent{PersonID: member.PersonID, Name: member.Name, Group: group},
				Stage:      cmp.Or(m.stages[member.PersonID], audit.NotStarted), NoReminders: m.noReminders[member.PersonID],
			})
		}
	}
	return all, nil
}

func (m *memory) OpenRound(_ context.Context, _, roundID, _ string, _ []byte, now time.Time) error {
	r := m.rounds[roundID]
	if err := r.CheckOpen(len(m.invited), now); err != nil {
		return fmt.Errorf("open round: %w", err)
	}
	r.State, r.OpenedAt, r.FrameworkHash = audit.Open, &now, "hash"
	m.rounds[roundID] = r
	m.opened++
	return nil
}

func (m *memory) CloseRound(_ context.Context, _, roundID, _ string, now time.Time) error {
	r := m.rounds[roundID]
	if err := r.CheckClose(); err != nil {
		return fmt.Errorf("close round: %w", err)
	}
	r.State, r.ClosedAt = audit.Closed, &now
	m.rounds[roundID] = r
	m.closed++
	return nil
}

func (m *memory) WordsOf(context.Context, audit.Round) (*framework.Framework, error) {
	return m.current, nil
}

func (m *memory) OwnStatements(context.Context, string, string) ([]audit.OwnStatement, error) {
	return slices.Clone(m.own), nil
}

// ownAt finds a statement of a draft.
func (m *memory) ownAt(roundID, id string) (int, error) {
	m.others()
	if m.rounds[roundID].State != audit.Draft {
		return -1, audit.ErrNotDraft
	}
	return slices.IndexFunc(m.own, func(s audit.OwnStatement) bool { return s.ID == id }), nil
}

func (m *memory) AddOwnStatement(_ context.Context, _, roundID, _ string, added audit.OwnStatement, _ time.Time) error {
	at, err := m.ownAt(roundID, added.ID)
	switch {
	case err != nil:
		return err
	case at >= 0 && m.own[at].Same(added):
		return nil
	case at >= 0:
		return audit.ErrOwnChanged
	case len(m.own) >= audit.MostOwnStatements:
		return audit.ErrTooManyOwn
	}
	added.Revision, added.ChangedBy = 1, "Kim Lowe"
	m.own = append(m.own, added)
	return nil
}

func (m *memory) ChangeOwnStatement(_ context.Context, _, roundID, _ string, changed audit.OwnStatement, _ time.Time) error {
	at, err := m.ownAt(roundID, changed.ID)
	switch {
	case err != nil:
		return err
	case at < 0:
		return fault.NotFound
	case m.own[at].Same(changed):
		return nil
	case m.own[at].Revision != changed.Revision:
		return audit.ErrOwnChanged
	}
	changed.Revision, changed.ChangedBy = changed.Revision+1, "Kim Lowe"
	m.own[at] = changed
	return nil
}

func (m *memory) MoveOwnStatement(_ context.Context, _, roundID, _, id string, place int, _ time.Time) error {
	if _, err := m.ownAt(roundID, id); err != nil {
		return err
	}
	m.moved = append(m.moved, fmt.Sprint(id, " to ", place))
	return nil
}

func (m *memory) RemoveOwnStatement(_ context.Context, _, roundID, _, id string, _ time.Time) error {
	at, err := m.ownAt(roundID, id)
	if err == nil && at >= 0 {
		m.own = slices.Delete(m.own, at, at+1)
	}
	return err
}

func (m *memory) Committees(context.Context, string) ([]trust.Committee, error) {
	return m.committees, nil
}

func (m *memory) TrustSettings(context.Context, string) (trust.Settings, error) {
	return m.settings, nil
}

func (m *memory) Messages(context.Context, string, string) ([]audit.Message, error) {
	return m.messages, nil
}

func (m *memory) ChangeMessages(_ context.Context, _, roundID string, changed audit.Messages, _ time.Time) error {
	m.others()
	r := m.rounds[roundID]
	if r.State == audit.Closed {
		return audit.ErrRoundClosed
	}
	r.Messages = changed
	m.rounds[roundID] = r
	return nil
}

func (m *memory) ExtendRound(_ context.Context, _, roundID, _ string, closesAt time.Time, byDate bool, now time.Time) error {
	m.others()
	r := m.rounds[roundID]
	if err := r.CheckExtend(closesAt, now); err != nil {
		return fmt.Errorf("extend round: %w", err)
	}
	r.ClosesAt, r.ClosesByDate, r.ClosingHeldAt = closesAt, byDate, nil
	m.rounds[roundID] = r
	return nil
}

func (m *memory) CopyRound(_ context.Context, trustID, roundID, _, copyID string, now time.Time) error {
	if _, ok := m.rounds[copyID]; ok {
		return nil
	}
	copied := m.rounds[roundID].Copy(now)
	copied.ID, copied.TrustID, copied.State = copyID, trustID, audit.Draft
	m.rounds[copyID] = copied
	return nil
}

func (m *memory) DiscardDraft(_ context.Context, _, roundID, _ string, _ time.Time) error {
	m.others()
	if m.rounds[roundID].State != audit.Draft {
		return audit.ErrNotDraft
	}
	delete(m.rounds, roundID)
	return nil
}

func (m *memory) AddRespondents(_ context.Context, _, roundID, _ string, invited map[string]trust.Group, now time.Time) error {
	m.others()
	if err := m.rounds[roundID].RefuseAnswers(now); err != nil {
		return err
	}
	for person, group := range invited {
		m.invited[person] = cmp.Or(m.invited[person], group)
	}
	return nil
}

func (m *memory) TakeOut(_ context.Context, _, roundID, _, personID string, _ time.Time) error {
	m.others()
	if err := m.rounds[roundID].CheckClose(); err != nil {
		return err
	}
	if _, ok := m.invited[personID]; !ok {
		return fault.NotFound
	}
	delete(m.invited, personID)
	return nil
}

func (m *memory) Remind(_ context.Context, _, roundID, _, formID string, now time.Time) (int, error) {
	m.others()
	if err := m.rounds[roundID].RefuseAnswers(now); err != nil {
		return 0, err
	}
	if _, ok := m.reminded[formID]; ok {
		return 0, nil
	}
	for person := range m.invited {
		if m.stages[person] != audit.Submitted && !m.noReminders[person] {
			m.reminded[formID]++
		}
	}
	return m.reminded[formID], nil
}

func (m *memory) SendAgain(_ context.Context, _, _, _, messageID string, _ time.Time) error {
	for _, one := range m.messages {
		switch {
		case one.ID == messageID && one.MayBeSentAgain():
			return nil
		case one.ID == messageID:
			return fault.Conflict
		}
	}
	return fault.NotFound
}
