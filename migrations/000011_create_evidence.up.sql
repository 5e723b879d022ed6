-- What a trust can point to, and where that is kept; never a file itself. It
-- belongs to the trust, and so is carried from round to round. Nothing is
-- deleted: what no longer stands has ended.
CREATE TABLE evidence (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    title text NOT NULL CHECK (title <> '' AND octet_length(title) <= 4000),
    kind text NOT NULL CHECK (kind IN ('minutes', 'review', 'policy', 'data', 'visit', 'other')),
    dated_on date NOT NULL,
    link text NOT NULL DEFAULT '' CHECK (link = '' OR link LIKE 'https://%' AND octet_length(link) <= 2000),
    place text NOT NULL DEFAULT '' CHECK (octet_length(place) <= 4000),
    -- Somebody of the trust looks after it, or somebody who is named in words.
    keeper_id uuid,
    keeper text NOT NULL DEFAULT '' CHECK (octet_length(keeper) <= 4000),
    revision integer NOT NULL DEFAULT 1,
    added_at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (trust_id, id),
    FOREIGN KEY (trust_id, keeper_id) REFERENCES memberships,
    FOREIGN KEY (trust_id, changed_by) REFERENCES memberships,
    CONSTRAINT evidence_is_kept_somewhere CHECK (link <> '' OR place <> ''),
    CONSTRAINT evidence_has_one_keeper CHECK ((keeper_id IS NULL) <> (keeper = ''))
);
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON evidence
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'evidence');

-- For which statements: ids of the framework, which stay from version to version.
CREATE TABLE evidence_statements (
    trust_id uuid NOT NULL,
    evidence_id uuid NOT NULL,
    statement text NOT NULL CHECK (statement <> '' AND octet_length(statement) <= 200),
    PRIMARY KEY (trust_id, evidence_id, statement),
    FOREIGN KEY (trust_id, evidence_id) REFERENCES evidence
);
ALTER TABLE evidence_statements ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_statements FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON evidence_statements
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, DELETE', 'evidence_statements');
