-- upgrade-3.sql - version 3: what bounces diagnose found, and when

CREATE TABLE diagnoses (
    domain TEXT NOT NULL,
    checked BIGINT NOT NULL,
    place BIGINT NOT NULL, -- on that page, worst first
    kind TEXT NOT NULL,
    result TEXT NOT NULL,
    finding TEXT NOT NULL,
    subject TEXT NOT NULL,
    found TEXT NOT NULL,
    PRIMARY KEY (domain, checked, place)
) /* clustered */;
