-- Computed once, when the round closes, and kept as it was: json keeps the text
-- byte for byte, so that its hash stays true.
CREATE TABLE reports (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    method integer NOT NULL,
    hash text NOT NULL,
    report json NOT NULL,
    computed_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, round_id),
    FOREIGN KEY (trust_id, round_id) REFERENCES rounds
);
ALTER TABLE reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE reports FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON reports
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'reports');

-- Who did what to which thing, and when; never what was answered. Nobody may
-- change or remove a line.
CREATE TABLE audit_trail (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    person_id uuid,
    deed text NOT NULL,
    thing uuid,
    PRIMARY KEY (trust_id, at, id)
);
ALTER TABLE audit_trail ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_trail FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON audit_trail
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'audit_trail');
