-- views.sql - views for people (bounces-store(5)); made anew whenever the schema changes

DROP VIEW IF EXISTS by_reason;
CREATE VIEW by_reason AS
    SELECT type, reason, sum(count) AS count, min(day) AS first_day, max(day) AS last_day
    FROM daily GROUP BY type, reason ORDER BY 3 DESC;

DROP VIEW IF EXISTS by_provider;
CREATE VIEW by_provider AS
    SELECT provider, type, reason, sum(count) AS count
    FROM daily GROUP BY provider, type, reason ORDER BY 4 DESC;

DROP VIEW IF EXISTS by_domain;
CREATE VIEW by_domain AS
    SELECT recipient_domain, type, sum(count) AS count
    FROM daily GROUP BY recipient_domain, type ORDER BY 3 DESC;

DROP VIEW IF EXISTS by_day;
CREATE VIEW by_day AS
    SELECT day,
           sum(CASE WHEN type = 'bounce' THEN count ELSE 0 END) AS bounces,
           sum(CASE WHEN hard_bounce = 1 THEN count ELSE 0 END) AS hard_bounces,
           sum(CASE WHEN type = 'delay' THEN count ELSE 0 END) AS delays,
           sum(CASE WHEN type = 'auto-reply' THEN count ELSE 0 END) AS auto_replies,
           sum(CASE WHEN type = 'feedback' THEN count ELSE 0 END) AS complaints,
           sum(count) AS all_types
    FROM daily GROUP BY day ORDER BY day;

-- Each line is an address that was said to be dead, by a notice that was not a stranger's.
DROP VIEW IF EXISTS addresses_to_remove;
CREATE VIEW addresses_to_remove AS
    SELECT address, count(*) AS count, min(day) AS first_day, max(day) AS last_day,
           max(reason) AS reason, max(ours) AS ours
    FROM events WHERE hard_bounce = 1 AND ours <> 'no' AND address <> ''
    GROUP BY address ORDER BY address;

DROP VIEW IF EXISTS new_addresses;
CREATE VIEW new_addresses AS
    SELECT address, new_address, max(day) AS last_day
    FROM events WHERE new_address <> '' GROUP BY address, new_address ORDER BY address;

DROP VIEW IF EXISTS not_understood;
CREATE VIEW not_understood AS
    SELECT day, recipient, provider, reply_code, status, text, id
    FROM events WHERE reason = 'unclassified' ORDER BY received DESC;
