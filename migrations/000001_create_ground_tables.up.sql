-- Whoever runs the program (a role that owns nothing) is named by the setting
-- sevenfold.app_role; every table says here what that role may do.
CREATE FUNCTION allow(granted text, thing regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('GRANT %s ON %s TO %I', granted, thing,
        coalesce(nullif(current_setting('sevenfold.app_role', true), ''), 'sevenfold_app'));
END
$$;

-- The program looks whether the tables are current.
SELECT allow('SELECT', 'schema_migrations');

-- What this database is. One row, written once and never changed: a
-- demonstration stays one, and nothing real becomes one.
CREATE TABLE installation (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    demonstration boolean NOT NULL
);
SELECT allow('SELECT, INSERT', 'installation');

CREATE TABLE trusts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (name <> '' AND octet_length(name) <= 2000),
    demonstration boolean NOT NULL DEFAULT false,
    added_at timestamptz NOT NULL DEFAULT now()
);
SELECT allow('SELECT, INSERT, UPDATE', 'trusts');

-- A person is known by an address; what a trust calls them stands in its membership.
CREATE TABLE people (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL UNIQUE CHECK (email <> '' AND email = lower(email) AND octet_length(email) <= 320),
    added_at timestamptz NOT NULL DEFAULT now()
);
SELECT allow('SELECT, INSERT', 'people');

-- One row each time somebody asks to sign in, known here or not: the limits of
-- asking count them all. Only hashes of what opens the door are kept.
CREATE TABLE sign_in_asks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL,
    network text NOT NULL,
    person_id uuid REFERENCES people ON DELETE CASCADE,
    page_hash bytea NOT NULL UNIQUE,
    link_hash bytea NOT NULL UNIQUE,
    code_hash bytea NOT NULL,
    destination text NOT NULL DEFAULT '',
    tries integer NOT NULL DEFAULT 0,
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX sign_in_asks_email ON sign_in_asks (email, asked_at);
CREATE INDEX sign_in_asks_network ON sign_in_asks (network, asked_at);
SELECT allow('SELECT, INSERT, UPDATE, DELETE', 'sign_in_asks');

CREATE TABLE sessions (
    token_hash bytea PRIMARY KEY,
    id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
    device text NOT NULL DEFAULT '',
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);
SELECT allow('SELECT, INSERT, DELETE', 'sessions');

-- The exact text of every framework file that a round was opened with.
CREATE TABLE framework_texts (
    hash text PRIMARY KEY,
    text bytea NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now()
);
SELECT allow('SELECT, INSERT', 'framework_texts');
