-- What a trust will do. An action belongs to the trust, and so is carried over
-- from round to round. Nothing is deleted: what will not be done was dropped,
-- with a reason.
CREATE TABLE actions (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    title text NOT NULL CHECK (title <> '' AND octet_length(title) <= 4000),
    words text NOT NULL DEFAULT '' CHECK (octet_length(words) <= 64000),
    owner_id uuid NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'under way', 'done', 'dropped')),
    -- Since when it stands so, and why it was dropped.
    state_at timestamptz NOT NULL,
    reason text NOT NULL DEFAULT '' CHECK (octet_length(reason) <= 64000),
    revision integer NOT NULL DEFAULT 1,
    added_at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    -- When its owner is reminded next.
    next_reminder_at timestamptz,
    PRIMARY KEY (trust_id, id),
    FOREIGN KEY (trust_id, owner_id) REFERENCES memberships,
    FOREIGN KEY (trust_id, changed_by) REFERENCES memberships,
    CONSTRAINT actions_dropped_with_a_reason CHECK ((state = 'dropped') = (reason <> '')),
    CHECK (next_reminder_at IS NULL OR state IN ('planned', 'under way'))
);
CREATE INDEX actions_owner ON actions (trust_id, owner_id);
CREATE INDEX actions_next_reminder ON actions (next_reminder_at) WHERE next_reminder_at IS NOT NULL;
ALTER TABLE actions ENABLE ROW LEVEL SECURITY;
ALTER TABLE actions FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON actions
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'actions');

-- For which findings: statements of a closed round's report.
CREATE TABLE action_findings (
    trust_id uuid NOT NULL,
    action_id uuid NOT NULL,
    round_id uuid NOT NULL,
    statement text NOT NULL CHECK (statement <> '' AND octet_length(statement) <= 200),
    PRIMARY KEY (trust_id, action_id, round_id, statement),
    FOREIGN KEY (trust_id, action_id) REFERENCES actions,
    FOREIGN KEY (trust_id, round_id) REFERENCES reports
);
ALTER TABLE action_findings ENABLE ROW LEVEL SECURITY;
ALTER TABLE action_findings FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON action_findings
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, DELETE', 'action_findings');

-- What was said of an action, by whom and when; with a state, where it moved to
-- that one. Nobody may change or remove a line.
CREATE TABLE action_updates (
    trust_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    action_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamptz NOT NULL,
    words text NOT NULL DEFAULT '' CHECK (octet_length(words) <= 64000),
    state text CHECK (state IN ('planned', 'under way', 'done', 'dropped')),
    PRIMARY KEY (trust_id, id),
    FOREIGN KEY (trust_id, action_id) REFERENCES actions,
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships,
    CHECK (words <> '' OR state IS NOT NULL)
);
CREATE INDEX action_updates_action ON action_updates (trust_id, action_id, at);
ALTER TABLE action_updates ENABLE ROW LEVEL SECURITY;
ALTER TABLE action_updates FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON action_updates
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'action_updates');

-- The secret address at which somebody's calendar reads their actions: a hash only.
CREATE TABLE action_calendars (
    trust_id uuid NOT NULL,
    person_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, person_id),
    UNIQUE (trust_id, token_hash),
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships
);
ALTER TABLE action_calendars ENABLE ROW LEVEL SECURITY;
ALTER TABLE action_calendars FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON action_calendars
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE, DELETE', 'action_calendars');

-- A message may be about an action.
ALTER TABLE messages
    ADD COLUMN action_id uuid,
    ADD FOREIGN KEY (trust_id, action_id) REFERENCES actions,
    DROP CONSTRAINT messages_kind_check,
    ADD CONSTRAINT messages_kind_check CHECK (kind IN ('invitation', 'reminder', 'come-back', 'report-ready', 'opening-missed',
        'closing-held', 'welcome', 'action-due')),
    ADD CONSTRAINT messages_about_an_action CHECK ((kind = 'action-due') = (action_id IS NOT NULL));
CREATE INDEX messages_action ON messages (trust_id, action_id) WHERE action_id IS NOT NULL;

CREATE POLICY due_actions ON actions FOR SELECT TO CURRENT_USER USING (true);
CREATE OR REPLACE FUNCTION work_due(now timestamptz) RETURNS TABLE (trust_id uuid, round_id uuid, deed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.trust_id, r.id, 'open' FROM rounds r JOIN trusts t ON t.id = r.trust_id
    WHERE t.off_at IS NULL AND r.state = 'draft' AND r.opens_by_date AND r.opens_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'close' FROM rounds r JOIN trusts t ON t.id = r.trust_id
    WHERE t.off_at IS NULL AND r.state = 'open' AND r.closes_by_date AND r.closes_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'remind' FROM rounds r JOIN trusts t ON t.id = r.trust_id
    WHERE t.off_at IS NULL AND r.state = 'open' AND r.next_reminder_at <= now
    UNION ALL
    SELECT DISTINCT u.trust_id, NULL::uuid, 'forget uploads' FROM uploads u
    WHERE u.expires_at <= now
    UNION ALL
    SELECT DISTINCT a.trust_id, NULL::uuid, 'remind of actions' FROM actions a JOIN trusts t ON t.id = a.trust_id
    WHERE t.off_at IS NULL AND a.next_reminder_at <= now
$$;
