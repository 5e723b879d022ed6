-- Statements that a trust adds to a round of its own. They are the trust's words,
-- and so stand apart from framework_texts, which belong to no trust. With that
-- text they say what the round asks: once it was opened they stay as they are.
CREATE TABLE own_statements (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    -- Brought by the form that added it. No statement of a framework has such an id.
    id text NOT NULL CHECK (id ~ '^own-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
    domain text NOT NULL CHECK (domain <> '' AND octet_length(domain) <= 200),
    text text NOT NULL CHECK (text <> '' AND octet_length(text) <= 4000),
    ask text NOT NULL CHECK (ask <> '' AND octet_length(ask) <= 16000),
    challenge text NOT NULL CHECK (challenge <> '' AND octet_length(challenge) <= 16000),
    strength text NOT NULL CHECK (strength <> '' AND octet_length(strength) <= 16000),
    -- Its place among those of the round: as there are ten places, there are at most ten.
    place smallint NOT NULL CHECK (place BETWEEN 1 AND 10),
    revision integer NOT NULL DEFAULT 1,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, round_id, id),
    CONSTRAINT own_statements_one_a_place UNIQUE (trust_id, round_id, place) DEFERRABLE,
    FOREIGN KEY (trust_id, round_id) REFERENCES rounds,
    FOREIGN KEY (trust_id, changed_by) REFERENCES memberships
);
ALTER TABLE own_statements ENABLE ROW LEVEL SECURITY;
ALTER TABLE own_statements FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON own_statements
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, DELETE', 'own_statements');
SELECT allow('UPDATE (domain, text, ask, challenge, strength, place, revision, changed_by, changed_at)', 'own_statements');

-- It holds the round until the transaction ends, so that none is opened meanwhile.
CREATE FUNCTION refuse_own_statements_once_open() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM rounds r
    WHERE r.trust_id = coalesce(NEW.trust_id, OLD.trust_id) AND r.id = coalesce(NEW.round_id, OLD.round_id) AND r.state = 'draft'
    FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'what a round asks is settled when it opens'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'own_statements_only_in_a_draft';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER own_statements_only_in_a_draft AFTER INSERT OR UPDATE OR DELETE ON own_statements
    FOR EACH ROW EXECUTE FUNCTION refuse_own_statements_once_open();
