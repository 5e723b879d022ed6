DROP TRIGGER answers_updated_only_while_open ON answers;
CREATE TRIGGER answers_updated_only_while_open AFTER UPDATE ON answers
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION refuse_answers_unless_open();
DROP FUNCTION refuse_changed_answers_unless_open;
DO $$
BEGIN
    EXECUTE format('REVOKE UPDATE (hash, report) ON reports FROM %I',
        coalesce(nullif(current_setting('sevenfold.app_role', true), ''), 'sevenfold_app'));
END
$$;
DROP TABLE notes_taken_out;
DROP TRIGGER sharing_settled_at_opening ON rounds;
DROP FUNCTION refuse_sharing_once_open;
ALTER TABLE rounds DROP COLUMN shared_with_all;
