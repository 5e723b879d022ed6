-- A session that began with an invitation answers that one round, and does
-- nothing else. It names a trust and a round, or neither.
ALTER TABLE sessions
    ADD COLUMN trust_id uuid,
    ADD COLUMN round_id uuid,
    ADD CONSTRAINT sessions_of_one_round FOREIGN KEY (trust_id, round_id)
        REFERENCES rounds MATCH FULL ON DELETE CASCADE;

-- Whoever looks after the installation: adds trusts, switches them off, and
-- sees nothing of what is in them.
CREATE TABLE operators (
    person_id uuid PRIMARY KEY REFERENCES people,
    added_at timestamptz NOT NULL
);
SELECT allow('SELECT, INSERT, DELETE', 'operators');

-- Of a trust that is off nobody sees anything, and nothing of it is gone.
ALTER TABLE trusts ADD COLUMN off_at timestamptz;
-- Nothing is opened, closed or reminded of there either, until it is on again.
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
$$;

-- When somebody first opened a report, to tell them which are new to them.
CREATE TABLE report_reads (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    person_id uuid NOT NULL,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, person_id, round_id),
    FOREIGN KEY (trust_id, round_id) REFERENCES reports,
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships
);
ALTER TABLE report_reads ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_reads FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON report_reads
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'report_reads');
