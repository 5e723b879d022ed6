-- The days between which somebody holds their place, as the trust knows them.
-- No day ends a membership by itself.
ALTER TABLE memberships
    ADD COLUMN starts_on date,
    ADD COLUMN ends_on date,
    ADD CONSTRAINT memberships_end_after_start CHECK (ends_on >= starts_on);

-- A committee is a named group of people.
CREATE TABLE committees (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (name <> '' AND octet_length(name) <= 2000),
    added_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, id)
);
CREATE UNIQUE INDEX committees_name ON committees (trust_id, lower(name));
ALTER TABLE committees ENABLE ROW LEVEL SECURITY;
ALTER TABLE committees FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON committees
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE, DELETE', 'committees');

CREATE TABLE committee_members (
    trust_id uuid NOT NULL,
    committee_id uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (trust_id, person_id, committee_id),
    FOREIGN KEY (trust_id, committee_id) REFERENCES committees,
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships
);
CREATE INDEX committee_members_committee ON committee_members (trust_id, committee_id);
ALTER TABLE committee_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE committee_members FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON committee_members
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, DELETE', 'committee_members');
