-- schema.sql - the store, version 1: one text for SQLite and PostgreSQL (bounces-store(5))
--
-- Types are BIGINT and TEXT. "" and 0 are "not stated"; times are Unix seconds; days are
-- "2026-11-24" (UTC). What is clustered has no table beside its primary key in SQLite. What was
-- released is never edited: a change is a file of its own and a row of migrations[] in schema.c.

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) /* clustered */;

-- What reports ask for stands in front of the long texts, so that those need not be read.
CREATE TABLE events (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    added BIGINT NOT NULL,
    day TEXT NOT NULL,
    received BIGINT NOT NULL,
    type TEXT NOT NULL,
    address TEXT NOT NULL, -- the recipient, or who answered, in lower case
    address_hash BIGINT NOT NULL, -- 0 without one
    notice_hash BIGINT NOT NULL, -- the events of one notice have it in common
    recipient_domain TEXT NOT NULL,
    sender TEXT NOT NULL, -- the envelope's sender, or else the author, in lower case
    status TEXT NOT NULL,
    reply_code BIGINT NOT NULL,
    reason TEXT NOT NULL,
    hard_bounce BIGINT NOT NULL,
    move TEXT NOT NULL,
    advice TEXT NOT NULL,
    confidence TEXT NOT NULL,
    rule TEXT NOT NULL,
    ours TEXT NOT NULL,
    forwarded BIGINT NOT NULL,
    provider TEXT NOT NULL,
    recipient TEXT NOT NULL,
    original_recipient TEXT NOT NULL,
    envelope_from TEXT NOT NULL,
    action TEXT NOT NULL,
    command TEXT NOT NULL,
    software TEXT NOT NULL,
    remote_mta TEXT NOT NULL,
    reporting_mta TEXT NOT NULL,
    client_ip TEXT NOT NULL,
    date BIGINT NOT NULL,
    arrival_date BIGINT NOT NULL,
    will_retry_until BIGINT NOT NULL,
    feedback_type TEXT NOT NULL,
    new_address TEXT NOT NULL,
    return_date TEXT NOT NULL,
    quirks TEXT NOT NULL,
    source TEXT NOT NULL,
    notice_message_id TEXT NOT NULL,
    notice_from TEXT NOT NULL,
    notice_subject TEXT NOT NULL,
    original_message_id TEXT NOT NULL,
    original_from TEXT NOT NULL,
    original_subject TEXT NOT NULL,
    original_date TEXT NOT NULL,
    original_list_id TEXT NOT NULL,
    diagnostic TEXT NOT NULL,
    return_path TEXT NOT NULL,
    sent_by TEXT NOT NULL,
    text TEXT NOT NULL
);

-- Lists are in this order, and addresses and notices are counted without a look at the events.
CREATE INDEX events_by_time ON events
    (received, id, account, type, reason, provider, ours, hard_bounce, status, move,
     recipient_domain, sender, address_hash, notice_hash);
CREATE INDEX events_by_address ON events (address, received);

-- What was there once and may not come back: the ids of events that were purged or forgotten.
CREATE TABLE gone (
    id TEXT NOT NULL PRIMARY KEY
) /* clustered */;

-- Addresses that are refused: HMAC-SHA-256 under the setting forget_key.
CREATE TABLE forgotten (
    hash TEXT NOT NULL PRIMARY KEY
) /* clustered */;

-- What somebody decided about an address (0 nothing, 1 add, 2 keep), and when it was told.
CREATE TABLE suppressed (
    address TEXT NOT NULL PRIMARY KEY,
    decision BIGINT NOT NULL,
    decided BIGINT NOT NULL,
    told BIGINT NOT NULL
) /* clustered */;

-- How many, by day. It outlives the events, and most reports need nothing else.
CREATE TABLE daily (
    day TEXT NOT NULL,
    account TEXT NOT NULL,
    type TEXT NOT NULL,
    reason TEXT NOT NULL,
    provider TEXT NOT NULL,
    ours TEXT NOT NULL,
    recipient_domain TEXT NOT NULL,
    hard_bounce BIGINT NOT NULL,
    move TEXT NOT NULL,
    advice TEXT NOT NULL,
    status TEXT NOT NULL,
    sender TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (day, account, type, reason, provider, ours, recipient_domain, hard_bounce, move,
                 advice, status, sender)
) /* clustered */;

CREATE TABLE plain_mail (
    day TEXT NOT NULL,
    account TEXT NOT NULL,
    folder TEXT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (day, account, folder)
) /* clustered */;

CREATE TABLE positions (
    account TEXT NOT NULL,
    folder TEXT NOT NULL,
    position TEXT NOT NULL,
    PRIMARY KEY (account, folder)
) /* clustered */;

-- Messages that killed their reader: where they are, never what is in them.
CREATE TABLE quarantine (
    account TEXT NOT NULL,
    position TEXT NOT NULL,
    error TEXT NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (account, position)
) /* clustered */;
