DROP TABLE committee_members;
DROP TABLE committees;
ALTER TABLE memberships DROP COLUMN starts_on, DROP COLUMN ends_on;
