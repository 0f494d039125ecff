-- upgrade-4.sql - version 4: all that the words for a finding need, so that a report can tell it

ALTER TABLE diagnoses ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
ALTER TABLE diagnoses ADD COLUMN page TEXT NOT NULL DEFAULT '';
ALTER TABLE diagnoses ADD COLUMN host TEXT NOT NULL DEFAULT ''; -- who runs the domain's mail
