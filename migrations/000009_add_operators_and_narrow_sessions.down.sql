DROP TABLE report_reads;
CREATE OR REPLACE FUNCTION work_due(now timestamptz) RETURNS TABLE (trust_id uuid, round_id uuid, deed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.trust_id, r.id, 'open' FROM rounds r
    WHERE r.state = 'draft' AND r.opens_by_date AND r.opens_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'close' FROM rounds r
    WHERE r.state = 'open' AND r.closes_by_date AND r.closes_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'remind' FROM rounds r
    WHERE r.state = 'open' AND r.next_reminder_at <= now
    UNION ALL
    SELECT DISTINCT u.trust_id, NULL::uuid, 'forget uploads' FROM uploads u
    WHERE u.expires_at <= now
$$;
ALTER TABLE trusts DROP COLUMN off_at;
DROP TABLE operators;
ALTER TABLE sessions DROP COLUMN trust_id, DROP COLUMN round_id;
