DROP TABLE answers;
DROP FUNCTION refuse_answers_unless_open();
DROP TABLE responses;
