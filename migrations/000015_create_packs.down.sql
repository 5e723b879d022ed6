DROP TABLE pack_defaults;
DROP TABLE pack_files;
DROP TABLE packs;
DROP FUNCTION refuse_lost_pack_file;
DROP FUNCTION refuse_changed_pack;
