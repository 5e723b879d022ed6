-- What a governance professional takes to a meeting: one row each time that
-- somebody had files made. A pack of a round is made from its report; one of no
-- round is the trust's index of evidence. Nothing is deleted, so that what was
-- handed out can be had again as it was.
CREATE TABLE packs (
    trust_id uuid NOT NULL REFERENCES trusts,
    id uuid NOT NULL, -- brought by the form that asked for it
    round_id uuid,
    kind text NOT NULL CHECK (kind IN ('board-pack', 'evidence-index')),
    choice jsonb NOT NULL CHECK (octet_length(choice::text) <= 64000),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'making', 'made', 'failed')),
    -- The SHA-256 of the report's data, and of all that the files are made from:
    -- a making that was cut off goes on only with the same.
    report_hash text NOT NULL DEFAULT '',
    made_from text NOT NULL DEFAULT '',
    person_id uuid NOT NULL,
    asked_at timestamptz NOT NULL, -- and, where it could not be made, asked again
    made_at timestamptz,
    PRIMARY KEY (trust_id, id),
    FOREIGN KEY (trust_id, round_id) REFERENCES reports,
    FOREIGN KEY (trust_id, person_id) REFERENCES memberships,
    CONSTRAINT pack_has_a_round_or_is_an_index CHECK ((kind = 'board-pack') = (round_id IS NOT NULL)),
    CONSTRAINT pack_was_made_at_some_time CHECK ((state = 'made') = (made_at IS NOT NULL))
);
CREATE INDEX packs_round ON packs (trust_id, round_id, asked_at);
ALTER TABLE packs ENABLE ROW LEVEL SECURITY;
ALTER TABLE packs FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON packs
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'packs');
SELECT allow('UPDATE (state, report_hash, made_from, asked_at, made_at)', 'packs');

CREATE TABLE pack_files (
    trust_id uuid NOT NULL,
    pack_id uuid NOT NULL,
    format text NOT NULL CHECK (format IN ('docx', 'xlsx', 'pdf')),
    bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 50000000),
    size integer NOT NULL CHECK (size = octet_length(bytes)),
    sha256 text NOT NULL CHECK (sha256 = encode(sha256(bytes), 'hex')),
    PRIMARY KEY (trust_id, pack_id, format),
    FOREIGN KEY (trust_id, pack_id) REFERENCES packs
);
-- The files are compressed in themselves: Postgres need not try.
ALTER TABLE pack_files ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE pack_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE pack_files FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON pack_files
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, DELETE', 'pack_files');

-- A pack that was made stays as it was made.
CREATE FUNCTION refuse_changed_pack() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a pack that was made stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'made_packs_stay';
END
$$;
CREATE TRIGGER made_packs_stay BEFORE UPDATE ON packs FOR EACH ROW
    WHEN (OLD.state = 'made') EXECUTE FUNCTION refuse_changed_pack();

CREATE FUNCTION refuse_lost_pack_file() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM packs WHERE trust_id = OLD.trust_id AND id = OLD.pack_id AND state = 'made') THEN
        RAISE EXCEPTION 'a pack that was made keeps its files'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'made_packs_stay';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER made_packs_stay BEFORE DELETE ON pack_files FOR EACH ROW
    EXECUTE FUNCTION refuse_lost_pack_file();

-- What a trust usually chooses.
CREATE TABLE pack_defaults (
    trust_id uuid PRIMARY KEY REFERENCES trusts,
    choice jsonb NOT NULL CHECK (octet_length(choice::text) <= 64000)
);
ALTER TABLE pack_defaults ENABLE ROW LEVEL SECURITY;
ALTER TABLE pack_defaults FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON pack_defaults
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'pack_defaults');
