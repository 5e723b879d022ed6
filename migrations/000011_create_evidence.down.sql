DROP TABLE evidence_statements;
DROP TABLE evidence;
