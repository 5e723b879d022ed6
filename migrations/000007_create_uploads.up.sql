-- What was read from a file of people, between its preview and its
-- confirmation; the rows are emptied once they are applied. The file itself is
-- never kept.
CREATE TABLE uploads (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    roster jsonb NOT NULL,
    uploaded_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    applied_at timestamptz,
    PRIMARY KEY (trust_id, id),
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships
);
ALTER TABLE uploads ENABLE ROW LEVEL SECURITY;
ALTER TABLE uploads FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON uploads
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE, DELETE', 'uploads');
