DROP FUNCTION work_due;
DROP INDEX rounds_not_closed, uploads_expiry;
DROP POLICY due_rounds ON rounds;
DROP POLICY due_uploads ON uploads;
DROP TABLE messages;
ALTER TABLE audit_trail DROP COLUMN about;
ALTER TABLE respondents DROP COLUMN no_reminders_at;
DROP TRIGGER only_drafts_discarded ON rounds;
DROP FUNCTION refuse_discarding_unless_draft;
ALTER TABLE rounds
    DROP COLUMN opens_by_date, DROP COLUMN closes_by_date, DROP COLUMN invitation_words, DROP COLUMN reminder_words,
    DROP COLUMN reminder_days, DROP COLUMN next_reminder_at, DROP COLUMN opening_missed_at, DROP COLUMN closing_held_at;
