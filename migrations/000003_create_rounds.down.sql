DROP TABLE respondents;
DROP TABLE rounds;
