-- How many messages of a company came how far; kept by the reader of notification.deliveries, away from the gate.
create table outcome_count (
    company  text        not null,
    hour     timestamptz not null, -- in which it was recorded
    category text        not null,
    status   text        not null,
    reason   text        not null, -- empty when there is none
    messages bigint      not null,
    primary key (company, hour, category, status, reason)
);

-- When what had been accepted was cancelled by a withdrawal, a block or an erasure; null for those that were before this column.
alter table message add column cancelled_at timestamptz;

-- A company's messages, the newest first. A batch of the gate has one time, so that its rows share entries.
create index message_listed on message (company, recorded_at);

-- Requests that were refused, by where they lie; their values stay there. Kept as long as the topic that this is read from.
create table dead_letter (
    id            text        primary key, -- topic id, partition and offset
    position      bigint      generated always as identity,
    topic         text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    company       text,                    -- null when it came by REST: the record says which, the letter does not
    event_id      text,
    reason        text        not null,    -- of the last refusal
    detail        text        not null,
    refused_at    timestamptz not null,    -- the first time
    attempts      int         not null default 0, -- replays that refused it again
    replayed_at   timestamptz,
    outcome       text                     -- of the replay that ended it: taken, repeated or gone
);
create index dead_letter_listed on dead_letter (refused_at, position);
create index dead_letter_of_company on dead_letter (company, refused_at, position);
create index dead_letter_waiting on dead_letter (reason, attempts, position) where replayed_at is null;

-- What each replay did with each of them: what it has done is not done again when the answer of a commit is lost.
create table dead_letter_replay (
    replay  text        not null,
    letter  text        not null,
    outcome text        not null,
    reason  text,
    at      timestamptz not null,
    primary key (replay, letter)
);
create index dead_letter_replay_at on dead_letter_replay (at);
