-- Whether local governors and members may read the round's report too. Respondents
-- are told before they answer, so it stays as it was when the round opened.
ALTER TABLE rounds ADD COLUMN shared_with_all boolean NOT NULL DEFAULT false;

CREATE FUNCTION refuse_sharing_once_open() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'who reads the report is settled when a round opens'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'sharing_settled_at_opening';
END
$$;
CREATE TRIGGER sharing_settled_at_opening BEFORE UPDATE ON rounds FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND NEW.shared_with_all <> OLD.shared_with_all)
    EXECUTE FUNCTION refuse_sharing_once_open();

-- A note that was taken out of a closed report: never its words. The hashes tell
-- which copies of the report were made before.
CREATE TABLE notes_taken_out (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    statement text NOT NULL CHECK (statement <> '' AND octet_length(statement) <= 200),
    notes integer NOT NULL CHECK (notes > 0),
    reason text NOT NULL CHECK (reason <> '' AND octet_length(reason) <= 64000),
    person_id uuid NOT NULL,
    at timestamptz NOT NULL,
    hash_before text NOT NULL,
    hash_after text NOT NULL CHECK (hash_after <> hash_before),
    PRIMARY KEY (trust_id, round_id, id),
    FOREIGN KEY (trust_id, round_id) REFERENCES reports,
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships
);
ALTER TABLE notes_taken_out ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes_taken_out FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON notes_taken_out
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'notes_taken_out');
SELECT allow('UPDATE (hash, report)', 'reports');

-- Once a round is closed, a note can go from its answers, and nothing else about
-- them can change.
CREATE FUNCTION refuse_changed_answers_unless_open() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM (SELECT DISTINCT trust_id, round_id FROM written) w
        JOIN rounds r ON r.trust_id = w.trust_id AND r.id = w.round_id
        WHERE r.state <> 'open'
    ) THEN
        IF EXISTS (
            SELECT
            FROM written w
            LEFT JOIN replaced o ON o.trust_id = w.trust_id AND o.round_id = w.round_id
                AND o.response_id = w.response_id AND o.statement = w.statement
            WHERE w.note <> '' OR o.response_id IS NULL
                OR (w.position, w.escape, w.basis, w.revision, w.saved_at)
                    IS DISTINCT FROM (o.position, o.escape, o.basis, o.revision, o.saved_at)
        ) THEN
            RAISE EXCEPTION 'answers are written only while their round is open'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'answers_only_while_open';
        END IF;
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER answers_updated_only_while_open ON answers;
CREATE TRIGGER answers_updated_only_while_open AFTER UPDATE ON answers
    REFERENCING OLD TABLE AS replaced NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_changed_answers_unless_open();
