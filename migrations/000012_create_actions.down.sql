CREATE OR REPLACE FUNCTION work_due(now timestamptz) RETURNS TABLE (trust_id uuid, round_id uuid, deed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.trust_id, r.id, 'open' FROM rounds r JOIN trusts t ON t.id = r.trust_id
    WHERE t.off_at IS NULL AND r.state = 'draft' AND r.opens_by_date AND r.opens_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'close' FROM rounds r JOIN trusts t ON t.id = r.trust_id
    WHERE t.off_at IS NULL AND r.state = 'open' AND r.closes_by_date AND r.closes_at <= now
    UNION ALL
    SELECT r.trust_id, r.id, 'remind' FROM rounds r JOIN trusts t ON t.id = r.trust_id
    WHERE t.off_at IS NULL AND r.state = 'open' AND r.next_reminder_at <= now
    UNION ALL
    SELECT DISTINCT u.trust_id, NULL::uuid, 'forget uploads' FROM uploads u
    WHERE u.expires_at <= now
$$;
DROP POLICY due_actions ON actions;
ALTER TABLE messages DISABLE ROW LEVEL SECURITY;
DELETE FROM messages WHERE kind = 'action-due';
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages
    DROP COLUMN action_id,
    DROP CONSTRAINT messages_kind_check,
    ADD CONSTRAINT messages_kind_check CHECK (kind IN ('invitation', 'reminder', 'come-back', 'report-ready', 'opening-missed',
        'closing-held', 'welcome'));
DROP TABLE action_calendars;
DROP TABLE action_updates;
DROP TABLE action_findings;
DROP TABLE actions;
