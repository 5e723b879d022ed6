DROP TABLE memberships;
DROP FUNCTION this_person();
DROP FUNCTION this_trust();
