DROP TABLE framework_texts, sessions, sign_in_asks, people, trusts, installation;
DROP FUNCTION allow(text, regclass);
