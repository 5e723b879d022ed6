DROP TABLE own_statements;
DROP FUNCTION refuse_own_statements_once_open;
