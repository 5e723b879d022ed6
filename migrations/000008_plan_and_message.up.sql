-- What a round does by itself, and what its messages say.
ALTER TABLE rounds
    ADD COLUMN opens_by_date boolean NOT NULL DEFAULT false,
    ADD COLUMN closes_by_date boolean NOT NULL DEFAULT false,
    ADD COLUMN invitation_words text NOT NULL DEFAULT '' CHECK (octet_length(invitation_words) <= 64000),
    ADD COLUMN reminder_words text NOT NULL DEFAULT '' CHECK (octet_length(reminder_words) <= 64000),
    ADD COLUMN reminder_days smallint[] NOT NULL DEFAULT '{}'
        CHECK (cardinality(reminder_days) <= 5 AND 1 <= ALL (reminder_days) AND 60 >= ALL (reminder_days)),
    ADD COLUMN next_reminder_at timestamptz,
    -- The program could not open it on its date, or did not close it, and left it to a person.
    ADD COLUMN opening_missed_at timestamptz,
    ADD COLUMN closing_held_at timestamptz,
    ADD CHECK (next_reminder_at IS NULL OR state = 'open');
SELECT allow('DELETE', 'rounds');

CREATE FUNCTION refuse_discarding_unless_draft() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' THEN
        RAISE EXCEPTION 'only a draft is discarded' USING ERRCODE = 'check_violation', CONSTRAINT = 'only_drafts_discarded';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER only_drafts_discarded BEFORE DELETE ON rounds
    FOR EACH ROW EXECUTE FUNCTION refuse_discarding_unless_draft();

-- Somebody may want no reminders of a round.
ALTER TABLE respondents ADD COLUMN no_reminders_at timestamptz;
-- Whoever is taken out of a round takes their answers along.
SELECT allow('DELETE', 'responses');
-- Whom a deed was about, beside the thing that it was done to.
ALTER TABLE audit_trail ADD COLUMN about uuid;

-- Every message that a trust's doings have sent, or are to send. The occasion
-- is what it is sent for: nobody gets two for the same.
CREATE TABLE messages (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    round_id uuid,
    person_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('invitation', 'reminder', 'come-back', 'report-ready', 'opening-missed',
        'closing-held', 'welcome')),
    occasion text NOT NULL CHECK (occasion <> '' AND octet_length(occasion) <= 200),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'in doubt', 'dropped')),
    made_at timestamptz NOT NULL,
    message_id text,
    sending_at timestamptz,
    sent_at timestamptz,
    tries integer NOT NULL DEFAULT 0,
    -- What the mail server said to the last try.
    words text NOT NULL DEFAULT '' CHECK (octet_length(words) <= 4000),
    -- The links in it, each for one purpose: hashes only.
    link_hash bytea,
    link_used_at timestamptz,
    stop_hash bytea,
    PRIMARY KEY (trust_id, id),
    UNIQUE NULLS NOT DISTINCT (trust_id, round_id, person_id, occasion),
    FOREIGN KEY (trust_id, round_id) REFERENCES rounds ON DELETE CASCADE,
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships,
    CHECK (state NOT IN ('sending', 'sent') OR message_id IS NOT NULL AND sending_at IS NOT NULL),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE UNIQUE INDEX messages_link ON messages (trust_id, link_hash) WHERE link_hash IS NOT NULL;
CREATE UNIQUE INDEX messages_stop ON messages (trust_id, stop_hash) WHERE stop_hash IS NOT NULL;
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON messages
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'messages');

-- Work that is due, across trusts: ids only. It runs as the owner of the
-- tables, whom two policies of its own let look past the walls; the program's
-- role can do no more with it than learn that there is something to do.
CREATE POLICY due_rounds ON rounds FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY due_uploads ON uploads FOR SELECT TO CURRENT_USER USING (true);
CREATE INDEX rounds_not_closed ON rounds (state) WHERE state <> 'closed';
CREATE INDEX uploads_expiry ON uploads (expires_at);
CREATE FUNCTION work_due(now timestamptz) RETURNS TABLE (trust_id uuid, round_id uuid, deed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.trust_id, r.id, 'open' FROM rounds r
    WHERE r.state = 'draft' AND r.opens_by_date AND r.opens_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'close' FROM rounds r
    WHERE r.state = 'open' AND r.closes_by_date AND r.closes_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'remind' FROM rounds r
    WHERE r.state = 'open' AND r.next_reminder_at <= now
    UNION ALL
    SELECT DISTINCT u.trust_id, NULL::uuid, 'forget uploads' FROM uploads u
    WHERE u.expires_at <= now
$$;
REVOKE EXECUTE ON FUNCTION work_due FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('GRANT EXECUTE ON FUNCTION work_due TO %I',
        coalesce(nullif(current_setting('sevenfold.app_role', true), ''), 'sevenfold_app'));
END
$$;
