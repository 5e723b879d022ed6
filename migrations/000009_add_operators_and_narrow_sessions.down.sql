DROP TABLE report_reads;
ALTER TABLE trusts DROP COLUMN off_at;
DROP TABLE operators;
ALTER TABLE sessions DROP COLUMN trust_id, DROP COLUMN round_id;
