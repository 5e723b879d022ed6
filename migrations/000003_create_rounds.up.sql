CREATE TABLE rounds (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    title text NOT NULL CHECK (title <> '' AND octet_length(title) <= 4000),
    instrument text NOT NULL,
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'closed')),
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL CHECK (closes_at > opens_at),
    minimum integer NOT NULL DEFAULT 5 CHECK (minimum >= 5),
    framework_hash text REFERENCES framework_texts,
    made_at timestamptz NOT NULL,
    opened_at timestamptz,
    closed_at timestamptz,
    PRIMARY KEY (trust_id, id),
    -- An open round is pinned to the text it was opened with, for good.
    CHECK ((state = 'draft') = (framework_hash IS NULL)),
    CHECK ((state = 'draft') = (opened_at IS NULL)),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
ALTER TABLE rounds ENABLE ROW LEVEL SECURITY;
ALTER TABLE rounds FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON rounds
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'rounds');

-- A person invited to a round, in a respondent group.
CREATE TABLE respondents (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    respondent_group text NOT NULL
        CHECK (respondent_group IN ('trustees', 'executives', 'local-governors', 'members')),
    PRIMARY KEY (trust_id, round_id, id),
    UNIQUE (trust_id, round_id, person_id),
    FOREIGN KEY (trust_id, round_id) REFERENCES rounds,
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships
);
ALTER TABLE respondents ENABLE ROW LEVEL SECURITY;
ALTER TABLE respondents FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON respondents
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE, DELETE', 'respondents');
