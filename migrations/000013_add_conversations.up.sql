-- What a board does with a report: only a closed round has one.

-- Its times are held to the meeting's length by the rules that make them.
CREATE TABLE agendas (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 240),
    notes_shown boolean NOT NULL DEFAULT false,
    revision integer NOT NULL CHECK (revision > 0),
    -- The form that changed it last: sent again, it changes nothing.
    change_id uuid NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, round_id),
    FOREIGN KEY (trust_id, round_id) REFERENCES reports,
    FOREIGN KEY (trust_id, changed_by) REFERENCES memberships
);
ALTER TABLE agendas ENABLE ROW LEVEL SECURITY;
ALTER TABLE agendas FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON agendas
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, UPDATE', 'agendas');

-- An item of no minutes was left out by hand.
CREATE TABLE agenda_items (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    statement text NOT NULL CHECK (octet_length(statement) BETWEEN 1 AND 200),
    place integer NOT NULL CHECK (place > 0),
    minutes integer NOT NULL CHECK (minutes BETWEEN 0 AND 240),
    PRIMARY KEY (trust_id, round_id, statement),
    UNIQUE (trust_id, round_id, place),
    FOREIGN KEY (trust_id, round_id) REFERENCES agendas
);
ALTER TABLE agenda_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE agenda_items FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON agenda_items
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT, DELETE', 'agenda_items');

-- Every version of what was agreed stays: nobody may change or remove one. The
-- key keeps two people from recording the same version at once.
CREATE TABLE agreed_views (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    statement text NOT NULL CHECK (octet_length(statement) BETWEEN 1 AND 200),
    revision integer NOT NULL CHECK (revision > 0),
    position smallint CHECK (position BETWEEN 1 AND 7), -- none: no agreed view yet
    why text NOT NULL DEFAULT '' CHECK (octet_length(why) <= 64000),
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, round_id, statement, revision),
    FOREIGN KEY (trust_id, round_id) REFERENCES reports,
    FOREIGN KEY (trust_id, recorded_by) REFERENCES memberships
);
ALTER TABLE agreed_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreed_views FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON agreed_views
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'agreed_views');

-- The paragraph on public benefit for the annual report, every version of it.
CREATE TABLE benefit_paragraphs (
    trust_id uuid NOT NULL,
    round_id uuid NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    text text NOT NULL CHECK (octet_length(text) <= 128000),
    saved_by uuid NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (trust_id, round_id, revision),
    FOREIGN KEY (trust_id, round_id) REFERENCES reports,
    FOREIGN KEY (trust_id, saved_by) REFERENCES memberships
);
ALTER TABLE benefit_paragraphs ENABLE ROW LEVEL SECURITY;
ALTER TABLE benefit_paragraphs FORCE ROW LEVEL SECURITY;
CREATE POLICY rows_of_this_trust ON benefit_paragraphs
    USING (trust_id = this_trust()) WITH CHECK (trust_id = this_trust());
SELECT allow('SELECT, INSERT', 'benefit_paragraphs');
