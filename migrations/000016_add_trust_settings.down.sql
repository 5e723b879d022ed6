DROP TRIGGER statements_settled_at_opening ON rounds;
DROP FUNCTION refuse_other_statements_once_open;
ALTER TABLE rounds DROP COLUMN local_tier;
DROP TABLE trust_settings;
