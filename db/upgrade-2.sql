-- upgrade-2.sql - version 2: where the keys are that returned messages were signed with

ALTER TABLE events ADD COLUMN original_dkim_keys TEXT NOT NULL DEFAULT '';
