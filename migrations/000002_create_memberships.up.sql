-- The trust that this transaction has named; null, and so equal to nothing,
-- where it has named none.
CREATE FUNCTION this_trust() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('sevenfold.trust', true), '')::uuid
$$;

CREATE FUNCTION this_person() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('sevenfold.person', true), '')::uuid
$$;

-- What a person is to a trust: the name it knows them by, and their roles there.
CREATE TABLE memberships (
    trust_id uuid NOT NULL REFERENCES trusts,
    person_id uuid NOT NULL REFERENCES people,
    name text NOT NULL CHECK (name <> '' AND octet_length(name) <= 2000),
    roles text[] NOT NULL CHECK (
        cardinality(roles) > 0
        AND roles <@ ARRAY['governance-professional', 'chair', 'trustee', 'chief-executive',
            'executive', 'local-governor', 'member']
    ),
    added_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (trust_id, person_id)
);
CREATE INDEX memberships_person ON memberships (person_id);
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON memberships
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
-- Somebody signed in may find out which trusts they belong to.
CREATE POLICY own_memberships ON memberships FOR SELECT
    USING (person_id = this_person());
SELECT allow('SELECT, INSERT, UPDATE', 'memberships');
