-- What a trust says of itself. A trust that has no row has said nothing yet.
CREATE TABLE trust_settings (
    trust_id uuid PRIMARY KEY REFERENCES trusts,
    -- The name on what is printed; none: the one that it has here.
    printed_name text NOT NULL DEFAULT '' CHECK (octet_length(printed_name) <= 2000),
    local_tier text NOT NULL DEFAULT ''
        CHECK (local_tier IN ('', 'none', 'advisory', 'committee', 'governing-board', 'by-school')),
    revision integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
    changed_by uuid,
    changed_at timestamptz,
    -- A picture as it was checked and written anew, never the file that was sent.
    logo_type text CHECK (logo_type IN ('image/png', 'image/svg+xml')),
    logo bytea CHECK (octet_length(logo) BETWEEN 1 AND 4194304),
    logo_revision integer NOT NULL DEFAULT 0 CHECK (logo_revision >= 0),
    logo_changed_by uuid,
    logo_changed_at timestamptz,
    FOREIGN KEY (trust_id, changed_by) REFERENCES memberships,
    FOREIGN KEY (trust_id, logo_changed_by) REFERENCES memberships,
    CHECK ((logo IS NULL) = (logo_type IS NULL)),
    CHECK ((revision = 0) = (changed_by IS NULL) AND (revision = 0) = (changed_at IS NULL)),
    CHECK ((logo_revision = 0) = (logo_changed_by IS NULL) AND (logo_revision = 0) = (logo_changed_at IS NULL))
);
ALTER TABLE trust_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE trust_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON trust_settings
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'trust_settings');

-- The local tier that the trust had when the round opened: with the framework's
-- text it says which statements the round asks. Rounds opened before asked all.
ALTER TABLE rounds ADD COLUMN local_tier text NOT NULL DEFAULT ''
    CHECK (local_tier IN ('', 'none', 'advisory', 'committee', 'governing-board', 'by-school'));

CREATE FUNCTION refuse_other_statements_once_open() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a round asks is settled when it opens'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_settled_at_opening';
END
$$;
CREATE TRIGGER statements_settled_at_opening BEFORE UPDATE ON rounds FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND NEW.local_tier <> OLD.local_tier)
    EXECUTE FUNCTION refuse_other_statements_once_open();
