-- Debrief's state. Times are milliseconds since 1970 in UTC. References are checked at the end of
-- each job (deferred), so that a job may save its records in any order. Every column that refers
-- to another table begins an index: otherwise such an order would make SQLite walk the table.
-- Checks name their values one by one: for IN with more than two, SQLite builds a table for each row.

-- People and their accounts ----------------------------------------------------------------------

CREATE TABLE people (
    id       INTEGER PRIMARY KEY CHECK (id > 0),
    name     TEXT NOT NULL,
    email    TEXT NOT NULL CHECK (email = lower(email)),  -- '' when unknown
    timezone TEXT NOT NULL,
    active   INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX people_by_email ON people (email) WHERE email <> '';

CREATE TABLE accounts (
    platform TEXT NOT NULL
             CHECK (platform = 'slack' OR platform = 'teams' OR platform = 'web'
                    OR platform = 'source' OR platform = 'clock' OR platform = 'console'),
    tenant   TEXT NOT NULL,
    user     TEXT NOT NULL CHECK (user <> ''),
    person   INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    PRIMARY KEY (platform, tenant, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_by_person ON accounts (person, position);

-- Follow-ups -------------------------------------------------------------------------------------

CREATE TABLE follow_ups (
    id             INTEGER PRIMARY KEY CHECK (id > 0),
    kind           TEXT NOT NULL CHECK (kind IN ('incident', 'upgrade')),
    title          TEXT NOT NULL,
    service        TEXT NOT NULL,
    severity       INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
    started_at     INTEGER,
    ended_at       INTEGER,
    outcome        TEXT NOT NULL
                   CHECK (outcome = 'unknown' OR outcome = 'success'
                          OR outcome = 'with_issues' OR outcome = 'failed'
                          OR outcome = 'rolled_back'),
    version        TEXT NOT NULL,
    link           TEXT NOT NULL,
    source         TEXT NOT NULL,
    external_id    TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state = 'open' OR state = 'closed' OR state = 'planned'),
    is_private     INTEGER NOT NULL CHECK (is_private IN (0, 1)),
    goal           TEXT NOT NULL,
    opened_by      INTEGER,  -- these three are people, checked by follow_up_people
    it_owner       INTEGER,
    ops_contact    INTEGER,
    opened_at      INTEGER NOT NULL,
    feedback_until INTEGER NOT NULL,
    acknowledge_by INTEGER NOT NULL,
    complete_by    INTEGER NOT NULL,
    closed_at      INTEGER,
    closing        TEXT NOT NULL CHECK (closing = 'none' OR closing = 'settled' OR closing = 'with_reason'
                                        OR closing = 'quiet' OR closing = 'cancelled'),
    close_reason   TEXT NOT NULL,
    earlier        INTEGER REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    works          INTEGER NOT NULL CHECK (works >= 0),
    partly         INTEGER NOT NULL CHECK (partly >= 0),
    broken         INTEGER NOT NULL CHECK (broken >= 0),
    feedback_count INTEGER NOT NULL CHECK (feedback_count >= 0),
    mistake_count  INTEGER NOT NULL CHECK (mistake_count >= 0),
    control_count  INTEGER NOT NULL CHECK (control_count >= 0),
    concern_count  INTEGER NOT NULL CHECK (concern_count >= 0)
) STRICT;
CREATE INDEX follow_ups_open ON follow_ups (id) WHERE state = 'open';
CREATE INDEX follow_ups_planned ON follow_ups (id) WHERE state = 'planned';
CREATE INDEX follow_ups_by_service ON follow_ups (service, id);
CREATE INDEX follow_ups_by_opened ON follow_ups (opened_at);
CREATE INDEX follow_ups_by_closed ON follow_ups (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX follow_ups_by_complete ON follow_ups (complete_by);
CREATE INDEX follow_ups_unacknowledged ON follow_ups (acknowledge_by) WHERE mistake_count = 0;
CREATE INDEX follow_ups_by_earlier ON follow_ups (earlier) WHERE earlier IS NOT NULL;
CREATE INDEX follow_ups_broken ON follow_ups (id) WHERE broken > 0;
-- "Opened or ended since" is one bound on the later of the two.
CREATE INDEX follow_ups_of_upgrade
    ON follow_ups (service, version, max(opened_at, ifnull(ended_at, opened_at)))
    WHERE kind = 'upgrade';

-- `open` repeats the follow-up's state, so that the latest one of a channel is one look-up.
CREATE TABLE follow_up_channels (
    follow_up INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,
    platform  TEXT NOT NULL
              CHECK (platform = 'slack' OR platform = 'teams' OR platform = 'web'
                     OR platform = 'source' OR platform = 'clock' OR platform = 'console'),
    tenant    TEXT NOT NULL,
    channel   TEXT NOT NULL,
    open      INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (follow_up, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX follow_up_channels_latest
    ON follow_up_channels (platform, tenant, channel, open, follow_up);

-- Who is involved: opener, IT owner, ops contact. `open` repeats the state here too.
CREATE TABLE follow_up_people (
    person    INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    follow_up INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    open      INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (person, follow_up)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_people_by_follow_up ON follow_up_people (follow_up);
CREATE INDEX follow_up_people_open ON follow_up_people (person, follow_up) WHERE open = 1;

-- Which things of a source led to a follow-up or were merged into it; a higher id is a later link.
CREATE TABLE source_links (
    id          INTEGER PRIMARY KEY,
    source      TEXT NOT NULL,
    external_id TEXT NOT NULL,
    follow_up   INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (source, external_id, follow_up)
) STRICT;
CREATE INDEX source_links_by_follow_up ON source_links (follow_up);
CREATE INDEX source_links_latest ON source_links (source, external_id, id);

-- What people say --------------------------------------------------------------------------------

CREATE TABLE answers (
    follow_up INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    person    INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    verdict   TEXT NOT NULL CHECK (verdict = 'works' OR verdict = 'partly' OR verdict = 'broken'),
    text      TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (follow_up, person)
) STRICT;
CREATE INDEX answers_latest ON answers (follow_up, at, person);
CREATE INDEX answers_by_person ON answers (person, follow_up);

CREATE TABLE feedback (
    id        INTEGER PRIMARY KEY CHECK (id > 0),
    follow_up INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    giver     INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    text      TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state = 'received' OR state = 'accepted' OR state = 'declined'
                                   OR state = 'became_control' OR state = 'done' OR state = 'confirmed'
                                   OR state = 'withdrawn'),
    platform  TEXT NOT NULL
              CHECK (platform = 'slack' OR platform = 'teams' OR platform = 'web'
                     OR platform = 'source' OR platform = 'clock' OR platform = 'console'),
    tenant    TEXT NOT NULL,
    channel   TEXT NOT NULL,
    message   TEXT NOT NULL,  -- '' when it was not captured from a message
    edited    INTEGER NOT NULL CHECK (edited IN (0, 1)),
    control   INTEGER REFERENCES controls (id) DEFERRABLE INITIALLY DEFERRED,
    at        INTEGER NOT NULL,
    answer    TEXT NOT NULL,
    missing   TEXT NOT NULL,
    shown     INTEGER NOT NULL CHECK (shown IN (0, 1))
) STRICT;
CREATE INDEX feedback_by_follow_up ON feedback (follow_up, id);
CREATE UNIQUE INDEX feedback_by_message ON feedback (message, channel, tenant, platform)
    WHERE message <> '';
CREATE INDEX feedback_by_giver ON feedback (giver);
CREATE INDEX feedback_by_control ON feedback (control) WHERE control IS NOT NULL;

-- Mistakes and controls --------------------------------------------------------------------------

CREATE TABLE mistakes (
    id            INTEGER PRIMARY KEY CHECK (id > 0),
    follow_up     INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    person        INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    what_happened TEXT NOT NULL,
    put_right     TEXT NOT NULL,
    what_next     TEXT NOT NULL,
    at            INTEGER NOT NULL
) STRICT;
CREATE INDEX mistakes_by_follow_up ON mistakes (follow_up, id);
CREATE INDEX mistakes_by_person ON mistakes (person);
CREATE INDEX mistakes_by_time ON mistakes (at, id);

CREATE TABLE factors (
    mistake  INTEGER NOT NULL REFERENCES mistakes (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    person   INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    at       INTEGER NOT NULL,
    PRIMARY KEY (mistake, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX factors_by_person ON factors (person);

-- Whether an acknowledgement answers who it is for.
CREATE TABLE heard (
    mistake  INTEGER NOT NULL REFERENCES mistakes (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    person   INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    answers  INTEGER NOT NULL CHECK (answers IN (0, 1)),
    text     TEXT NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (mistake, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_by_person ON heard (person);

CREATE TABLE controls (
    id             INTEGER PRIMARY KEY CHECK (id > 0),
    follow_up      INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    mistake        INTEGER REFERENCES mistakes (id) DEFERRABLE INITIALLY DEFERRED,
    feedback       INTEGER REFERENCES feedback (id) DEFERRABLE INITIALLY DEFERRED,
    title          TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind = 'preventive' OR kind = 'detective' OR kind = 'corrective'),
    strength       TEXT NOT NULL CHECK (strength = 'stronger' OR strength = 'intermediate'
                                        OR strength = 'weaker'),
    owner          INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    due            INTEGER NOT NULL,
    state          TEXT NOT NULL CHECK (state = 'proposed' OR state = 'agreed' OR state = 'in_progress'
                                        OR state = 'done' OR state = 'verified' OR state = 'dropped'),
    evidence       TEXT NOT NULL,
    created_at     INTEGER NOT NULL,
    done_at        INTEGER,
    overdue_nudges INTEGER NOT NULL CHECK (overdue_nudges >= 0),
    verified_by    INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    verified_at    INTEGER,
    drop_reason    TEXT NOT NULL,
    outcome        TEXT NOT NULL CHECK (outcome = 'none' OR outcome = 'held' OR outcome = 'partly'
                                        OR outcome = 'failed' OR outcome = 'early'),
    checked_by     INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    checked_at     INTEGER,
    check_text     TEXT NOT NULL,
    check_due      INTEGER,
    verify_nudges  INTEGER NOT NULL CHECK (verify_nudges >= 0),
    check_nudges   INTEGER NOT NULL CHECK (check_nudges >= 0)
) STRICT;
CREATE INDEX controls_by_follow_up ON controls (follow_up, id);
CREATE INDEX controls_unfinished ON controls (due, id)
    WHERE state IN ('proposed', 'agreed', 'in_progress');
CREATE INDEX controls_unfinished_of_owner ON controls (owner, due, id)
    WHERE state IN ('proposed', 'agreed', 'in_progress');
CREATE INDEX controls_by_owner ON controls (owner, due, id);
CREATE INDEX controls_by_mistake ON controls (mistake) WHERE mistake IS NOT NULL;
CREATE INDEX controls_by_feedback ON controls (feedback) WHERE feedback IS NOT NULL;
CREATE INDEX controls_by_due ON controls (due, id);
CREATE INDEX controls_by_created ON controls (created_at);
CREATE INDEX controls_by_done ON controls (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX controls_by_verifier ON controls (verified_by) WHERE verified_by IS NOT NULL;
CREATE INDEX controls_by_checker ON controls (checked_by) WHERE checked_by IS NOT NULL;
CREATE INDEX controls_by_check_due ON controls (check_due, id) WHERE check_due IS NOT NULL;
CREATE INDEX controls_by_checked ON controls (checked_at, id) WHERE checked_at IS NOT NULL;

-- Thanks -----------------------------------------------------------------------------------------

CREATE TABLE thanks (
    id        INTEGER PRIMARY KEY CHECK (id > 0),
    follow_up INTEGER REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    giver     INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    text      TEXT NOT NULL,
    at        INTEGER NOT NULL
) STRICT;
CREATE INDEX thanks_by_follow_up ON thanks (follow_up) WHERE follow_up IS NOT NULL;
CREATE INDEX thanks_by_giver ON thanks (giver);
CREATE INDEX thanks_by_time ON thanks (at, id);

CREATE TABLE thanked (
    thanks   INTEGER NOT NULL REFERENCES thanks (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    person   INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (thanks, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX thanked_by_person ON thanked (person, thanks);

-- Concerns between ops and IT ---------------------------------------------------------------------

CREATE TABLE concerns (
    id            INTEGER PRIMARY KEY CHECK (id > 0),
    follow_up     INTEGER NOT NULL REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    raised_by     INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    side          TEXT NOT NULL CHECK (side IN ('ops', 'it')),
    topic         TEXT CHECK (topic = 'timeline' OR topic = 'resources' OR topic = 'risk'
                              OR topic = 'roles' OR topic = 'priorities'
                              OR topic = 'communication'),
    text          TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state = 'raised' OR state = 'answered' OR state = 'proposed'
                                       OR state = 'settled' OR state = 'withdrawn'),
    answered_by   INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    need          TEXT NOT NULL,
    proposed_by   INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    proposed_side TEXT NOT NULL CHECK (proposed_side IN ('ops', 'it')),
    resolution    TEXT NOT NULL,
    owner         INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    reason        TEXT NOT NULL,
    at            INTEGER NOT NULL,
    ended_at      INTEGER
) STRICT;
CREATE INDEX concerns_by_follow_up ON concerns (follow_up, id);
CREATE INDEX concerns_open ON concerns (id) WHERE state IN ('raised', 'answered', 'proposed');
CREATE INDEX concerns_by_raiser ON concerns (raised_by);
CREATE INDEX concerns_by_answerer ON concerns (answered_by) WHERE answered_by IS NOT NULL;
CREATE INDEX concerns_by_proposer ON concerns (proposed_by) WHERE proposed_by IS NOT NULL;
CREATE INDEX concerns_by_owner ON concerns (owner) WHERE owner IS NOT NULL;

-- Protocols: working agreements of a service. `steps` has one step per line.
CREATE TABLE protocols (
    id          INTEGER PRIMARY KEY CHECK (id > 0),
    service     TEXT NOT NULL,
    title       TEXT NOT NULL,
    steps       TEXT NOT NULL,
    owner       INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    agreed_by   INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    follow_up   INTEGER REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    feedback    INTEGER REFERENCES feedback (id) DEFERRABLE INITIALLY DEFERRED,
    state       TEXT NOT NULL CHECK (state IN ('agreed', 'retired')),
    reason      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    review_at   INTEGER NOT NULL,
    reviewed_by INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    reviewed_at INTEGER,
    nudges      INTEGER NOT NULL CHECK (nudges >= 0)
) STRICT;
CREATE INDEX protocols_of_service ON protocols (service, id) WHERE state = 'agreed';
CREATE INDEX protocols_by_service ON protocols (service, id);
CREATE INDEX protocols_of_owner ON protocols (owner, id) WHERE state = 'agreed';
CREATE INDEX protocols_by_owner ON protocols (owner);
CREATE INDEX protocols_by_agreer ON protocols (agreed_by);
CREATE INDEX protocols_by_reviewer ON protocols (reviewed_by) WHERE reviewed_by IS NOT NULL;
CREATE INDEX protocols_by_follow_up ON protocols (follow_up) WHERE follow_up IS NOT NULL;
CREATE INDEX protocols_by_feedback ON protocols (feedback, id) WHERE feedback IS NOT NULL;
CREATE INDEX protocols_by_time ON protocols (at, id);

-- Who was asked to take over what; `subject` is a number as people write it, such as 'C-7'.
CREATE TABLE hand_overs (
    id       INTEGER PRIMARY KEY CHECK (id > 0),
    subject  TEXT NOT NULL,
    giver    INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    receiver INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    asked_by INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    state    TEXT NOT NULL CHECK (state = 'asked' OR state = 'accepted' OR state = 'declined'
                                  OR state = 'taken_back'),
    reason   TEXT NOT NULL,
    at       INTEGER NOT NULL,
    ended_at INTEGER,
    nudges   INTEGER NOT NULL CHECK (nudges >= 0)
) STRICT;
CREATE INDEX hand_overs_asked ON hand_overs (giver, subject, id) WHERE state = 'asked';
CREATE INDEX hand_overs_to ON hand_overs (receiver, id) WHERE state = 'asked';
CREATE INDEX hand_overs_by_giver ON hand_overs (giver);
CREATE INDEX hand_overs_by_receiver ON hand_overs (receiver);
CREATE INDEX hand_overs_by_asker ON hand_overs (asked_by);

-- Plans: what an upgrade has before it starts --------------------------------------------------------

CREATE TABLE plans (
    follow_up      INTEGER PRIMARY KEY REFERENCES follow_ups (id) DEFERRABLE INITIALLY DEFERRED,
    starts_at      INTEGER NOT NULL,
    ends_at        INTEGER NOT NULL,
    every_minutes  INTEGER NOT NULL CHECK (every_minutes >= 0),  -- 0: no updates are promised
    responsible    INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    approver       INTEGER REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    update_due     INTEGER,
    updates        INTEGER NOT NULL CHECK (updates >= 0),
    missed         INTEGER NOT NULL CHECK (missed >= 0),
    last_update    TEXT NOT NULL,
    last_update_at INTEGER,
    measure_nudges INTEGER NOT NULL CHECK (measure_nudges >= 0)
) STRICT;
CREATE INDEX plans_by_responsible ON plans (responsible) WHERE responsible IS NOT NULL;
CREATE INDEX plans_by_approver ON plans (approver) WHERE approver IS NOT NULL;

CREATE TABLE plan_goals (
    follow_up INTEGER NOT NULL REFERENCES plans (follow_up) DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,
    measure   TEXT NOT NULL,
    target    TEXT NOT NULL,
    measured  TEXT NOT NULL,
    PRIMARY KEY (follow_up, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_risks (
    follow_up  INTEGER NOT NULL REFERENCES plans (follow_up) DEFERRABLE INITIALLY DEFERRED,
    position   INTEGER NOT NULL,
    risk       TEXT NOT NULL,
    mitigation TEXT NOT NULL,
    PRIMARY KEY (follow_up, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_agreements (
    follow_up INTEGER NOT NULL REFERENCES plans (follow_up) DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,
    role      TEXT NOT NULL CHECK (role = 'it' OR role = 'ops' OR role = 'approver'),
    person    INTEGER NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    at        INTEGER NOT NULL,
    PRIMARY KEY (follow_up, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_agreements_by_person ON plan_agreements (person);

-- Messages on their way and posted ---------------------------------------------------------------

-- `waiting` and `sending` rows are the heads of their lanes, `queued` rows stand behind them.
-- AUTOINCREMENT: the number of a delivered row is never given again.
CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    state           TEXT NOT NULL CHECK (state = 'queued' OR state = 'waiting' OR state = 'sending'),
    kind            TEXT NOT NULL
                    CHECK (kind = 'post' OR kind = 'upsert' OR kind = 'replace'
                           OR kind = 'ephemeral' OR kind = 'remove' OR kind = 'look_up'
                           OR kind = 'look_up_group' OR kind = 'home'
                            OR kind = 'file'),
    marker          TEXT NOT NULL,
    lane            TEXT NOT NULL,
    platform        TEXT NOT NULL
                    CHECK (platform = 'slack' OR platform = 'teams' OR platform = 'web'
                           OR platform = 'source' OR platform = 'clock' OR platform = 'console'),
    tenant          TEXT NOT NULL,
    channel         TEXT NOT NULL,
    person          INTEGER,
    thread_of       INTEGER,
    thread          TEXT NOT NULL,
    key             TEXT NOT NULL,
    template        TEXT NOT NULL,
    view            TEXT NOT NULL,
    live            INTEGER NOT NULL CHECK (live IN (0, 1)),
    not_before      INTEGER NOT NULL,
    useless_after   INTEGER,
    attempts        INTEGER NOT NULL CHECK (attempts >= 0),
    first_attempt   INTEGER,
    outcome_unknown INTEGER NOT NULL CHECK (outcome_unknown IN (0, 1)),
    created         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX outbox_by_marker ON outbox (marker);
CREATE UNIQUE INDEX outbox_heads ON outbox (lane) WHERE state <> 'queued';
CREATE INDEX outbox_by_person ON outbox (person) WHERE person IS NOT NULL;
CREATE INDEX outbox_queue ON outbox (lane, id) WHERE state = 'queued';
CREATE INDEX outbox_due ON outbox (not_before, id) WHERE state = 'waiting';
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
CREATE UNIQUE INDEX outbox_live ON outbox (key)
    WHERE live = 1 AND key <> '' AND state <> 'sending';

-- Deliveries that were given up, as they stood in the outbox.
CREATE TABLE parked (
    id              INTEGER PRIMARY KEY,
    kind            TEXT NOT NULL,
    marker          TEXT NOT NULL,
    lane            TEXT NOT NULL,
    platform        TEXT NOT NULL,
    tenant          TEXT NOT NULL,
    channel         TEXT NOT NULL,
    person          INTEGER,
    thread_of       INTEGER,
    thread          TEXT NOT NULL,
    key             TEXT NOT NULL,
    template        TEXT NOT NULL,
    view            TEXT NOT NULL,
    live            INTEGER NOT NULL,
    useless_after   INTEGER,
    attempts        INTEGER NOT NULL,
    first_attempt   INTEGER,
    outcome_unknown INTEGER NOT NULL,
    created         INTEGER NOT NULL,
    reason          TEXT NOT NULL,
    parked_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX parked_by_time ON parked (parked_at, id);

-- `follow_up` is set for heads: the message under which a follow-up's thread hangs.
CREATE TABLE posted (
    key       TEXT NOT NULL PRIMARY KEY,
    platform  TEXT NOT NULL
              CHECK (platform = 'slack' OR platform = 'teams' OR platform = 'web'
                     OR platform = 'source' OR platform = 'clock' OR platform = 'console'),
    tenant    TEXT NOT NULL,
    channel   TEXT NOT NULL,
    message   TEXT NOT NULL,
    follow_up INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX posted_heads ON posted (message, channel, tenant, platform, follow_up)
    WHERE follow_up IS NOT NULL;

-- How conversations are reached where each may have its own address; channel '' stands for the tenant.
CREATE TABLE addresses (
    platform TEXT NOT NULL
             CHECK (platform = 'slack' OR platform = 'teams' OR platform = 'web'
                    OR platform = 'source' OR platform = 'clock' OR platform = 'console'),
    tenant   TEXT NOT NULL,
    channel  TEXT NOT NULL,
    url      TEXT NOT NULL,
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    PRIMARY KEY (platform, tenant, channel)
) STRICT, WITHOUT ROWID;

-- Who belongs to the user groups that the configuration names; accounts, one space between them.
CREATE TABLE user_groups (
    id       TEXT NOT NULL PRIMARY KEY,
    users    TEXT NOT NULL,
    trouble  TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Commands handled, deadlines, journal -----------------------------------------------------------

CREATE TABLE inbox (
    key   TEXT NOT NULL PRIMARY KEY,
    reply TEXT NOT NULL,
    at    INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_by_time ON inbox (at);

CREATE TABLE timers (
    key TEXT NOT NULL PRIMARY KEY,
    due INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_by_due ON timers (due, key);

-- Each hash covers the hash before it and all fields of the line.
CREATE TABLE journal (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    actor   TEXT NOT NULL,
    via     TEXT NOT NULL,
    verb    TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL,
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Search -----------------------------------------------------------------------------------------

-- What can be found, by kind. The kinds are those of the program's search.
CREATE VIEW searchable (kind, number, follow_up, service, text) AS
SELECT 1, id, id, service, title || char(10) || close_reason FROM follow_ups
UNION ALL
SELECT 2, b.id, f.id, f.service, CASE b.state WHEN 'withdrawn' THEN ''
       ELSE b.text || char(10) || b.answer || char(10) || b.missing END
       FROM feedback AS b JOIN follow_ups AS f ON f.id = b.follow_up
UNION ALL
SELECT 3, m.id, f.id, f.service,
       m.what_happened || char(10) || m.put_right || char(10) || m.what_next || char(10)
       || ifnull((SELECT group_concat(text, char(10)) FROM factors WHERE mistake = m.id), '')
       FROM mistakes AS m JOIN follow_ups AS f ON f.id = m.follow_up
UNION ALL
SELECT 4, c.id, f.id, f.service, c.title || char(10) || c.evidence || char(10) || c.check_text
       || char(10) || c.drop_reason FROM controls AS c JOIN follow_ups AS f ON f.id = c.follow_up
UNION ALL
SELECT 5, x.id, f.id, f.service, x.text || char(10) || x.need || char(10) || x.resolution
       || char(10) || x.reason FROM concerns AS x JOIN follow_ups AS f ON f.id = x.follow_up
UNION ALL
-- Everybody may see a protocol, wherever it comes from.
SELECT 6, id, NULL, service, title || char(10) || steps || char(10) || reason FROM protocols;

-- Its rows have the number kind * 2^40 + number. They are written later than the records: each
-- savepoint costs the index a piece of its own, so one by one they would cost seven times what the
-- record costs.
CREATE VIRTUAL TABLE search USING fts5 (
    text, follow_up UNINDEXED, service UNINDEXED, tokenize = "unicode61 remove_diacritics 2",
    prefix = "3 4 5"
);

-- Records with higher numbers are not in the index yet.
CREATE TABLE search_upto (
    kind   INTEGER PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT;

-- Records whose text has changed since. (Not INSERT OR IGNORE: within a trigger the policy of the
-- statement that fired it counts.)
CREATE TABLE search_changed (
    kind   INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER follow_ups_search AFTER UPDATE OF title, close_reason ON follow_ups
WHEN old.title <> new.title OR old.close_reason <> new.close_reason
BEGIN INSERT INTO search_changed SELECT 1, new.id
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 1 AND number = new.id); END;

CREATE TRIGGER feedback_search AFTER UPDATE OF text, answer, missing, state ON feedback
WHEN old.text <> new.text OR old.answer <> new.answer OR old.missing <> new.missing
     OR (old.state = 'withdrawn') <> (new.state = 'withdrawn')
BEGIN INSERT INTO search_changed SELECT 2, new.id
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 2 AND number = new.id); END;

CREATE TRIGGER mistakes_search AFTER UPDATE OF what_happened, put_right, what_next ON mistakes
WHEN old.what_happened <> new.what_happened OR old.put_right <> new.put_right
     OR old.what_next <> new.what_next
BEGIN INSERT INTO search_changed SELECT 3, new.id
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 3 AND number = new.id); END;
CREATE TRIGGER factors_search AFTER INSERT ON factors
BEGIN INSERT INTO search_changed SELECT 3, new.mistake
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 3 AND number = new.mistake); END;
CREATE TRIGGER factors_gone_search AFTER DELETE ON factors
BEGIN INSERT INTO search_changed SELECT 3, old.mistake
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 3 AND number = old.mistake); END;

CREATE TRIGGER controls_search AFTER UPDATE OF title, evidence, check_text, drop_reason ON controls
WHEN old.title <> new.title OR old.evidence <> new.evidence
     OR old.check_text <> new.check_text OR old.drop_reason <> new.drop_reason
BEGIN INSERT INTO search_changed SELECT 4, new.id
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 4 AND number = new.id); END;

CREATE TRIGGER concerns_search AFTER UPDATE OF text, need, resolution, reason ON concerns
WHEN old.text <> new.text OR old.need <> new.need OR old.resolution <> new.resolution
     OR old.reason <> new.reason
BEGIN INSERT INTO search_changed SELECT 5, new.id
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 5 AND number = new.id); END;

CREATE TRIGGER protocols_search AFTER UPDATE OF title, steps, reason ON protocols
WHEN old.title <> new.title OR old.steps <> new.steps OR old.reason <> new.reason
BEGIN INSERT INTO search_changed SELECT 6, new.id
      WHERE NOT EXISTS (SELECT 1 FROM search_changed WHERE kind = 6 AND number = new.id); END;

-- Exports that were ordered in the chat ----------------------------------------------------------

-- `name` is the hash of the token in the link.
CREATE TABLE exports (
    name     TEXT NOT NULL PRIMARY KEY,
    format   TEXT NOT NULL CHECK (format IN ('csv', 'json', 'markdown')),
    service  TEXT NOT NULL,
    since    INTEGER,
    platform TEXT NOT NULL,
    tenant   TEXT NOT NULL,
    user     TEXT NOT NULL,
    in_platform TEXT NOT NULL,
    in_tenant   TEXT NOT NULL,
    in_channel  TEXT NOT NULL,
    at       INTEGER NOT NULL,
    expires  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exports_by_expiry ON exports (expires);
