CREATE TABLE responses (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    respondent_id uuid NOT NULL,
    -- False from the moment the round closes: a save locks this row, so that
    -- no answer slips in beside the closing.
    accepting boolean NOT NULL DEFAULT true,
    entered_by uuid REFERENCES people,
    started_at timestamptz NOT NULL,
    submitted_at timestamptz,
    PRIMARY KEY (trust_id, round_id, id),
    UNIQUE (trust_id, round_id, respondent_id),
    FOREIGN KEY (trust_id, round_id, respondent_id) REFERENCES respondents
);
ALTER TABLE responses ENABLE ROW LEVEL SECURITY;
ALTER TABLE responses FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON responses
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'responses');

-- The key begins with the trust and the round, so that the answers of a round
-- lie side by side, with the position in the index: a round is added up from it.
CREATE TABLE answers (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    response_id uuid NOT NULL,
    statement text NOT NULL CHECK (octet_length(statement) <= 200),
    position smallint CHECK (position BETWEEN 1 AND 7),
    escape text CHECK (escape IN ('unknown', 'apart')),
    basis text,
    note text NOT NULL DEFAULT '' CHECK (octet_length(note) <= 64000),
    revision integer NOT NULL DEFAULT 1,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, round_id, response_id, statement) INCLUDE (position),
    FOREIGN KEY (trust_id, round_id, response_id) REFERENCES responses,
    CHECK (position IS NULL OR escape IS NULL),
    CHECK (basis IS NULL OR position IS NOT NULL)
);
-- On ordered data ANALYZE guesses far too few responses, and picks a slow plan.
ALTER TABLE answers ALTER COLUMN response_id SET (n_distinct = -0.0133);
ALTER TABLE answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON answers
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE, DELETE', 'answers');

-- Answers are written only while their round is open, whoever writes them.
CREATE FUNCTION refuse_answers_unless_open() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM (SELECT DISTINCT trust_id, round_id FROM written) w
        JOIN rounds r ON r.trust_id = w.trust_id AND r.id = w.round_id
        WHERE r.state <> 'open'
    ) THEN
        RAISE EXCEPTION 'answers are written only while their round is open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answers_only_while_open';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER answers_inserted_only_while_open AFTER INSERT ON answers
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_answers_unless_open();
CREATE TRIGGER answers_updated_only_while_open AFTER UPDATE ON answers
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_answers_unless_open();
