create table company (
    id            text        primary key,
    name          text        not null,
    country       text        not null,
    vat_id        text        not null,
    version       bigint      not null,
    onboarded_at  timestamptz not null,
    lane_sequence bigint      not null -- the outbox row that tells the other services of it
);

-- One shard a partition of consent.events. Its row lock orders all changes in it: sequence order is commit order.
create table shard (
    shard      int    primary key,
    sequence   bigint not null default 0,
    chain_hash bytea  not null
);
insert into shard (shard, chain_hash) select n, decode(repeat('00', 32), 'hex') from generate_series(0, 23) as n;

-- The highest version that the topic itself shows, as far as its tail was read. Apart from the shards, so that reading never
-- waits for writing. When it is ahead of the shard, a failover lost commits.
create table shard_tail (
    shard   int    primary key,
    version bigint not null
);

-- What was decided, for ever, in order. Each entry is the event as it was published.
create table history (
    shard       int         not null,
    sequence    bigint      not null,
    person      text        not null,
    counterpart text        not null, -- a company, or 'ads'
    entry       text        not null,
    hash        bytea       not null, -- over the previous hash, the sequence and the entry
    recorded_at timestamptz not null,
    primary key (shard, sequence)
);

-- The current state of each contact and each ads choice: its last entry, and the outbox row that carries it.
create table consent_state (
    person        text   not null,
    counterpart   text   not null,
    shard         int    not null,
    version       bigint not null,
    entry         text   not null,
    lane_sequence bigint not null,
    commit_wait   boolean not null, -- feeds may still show the former state for the length of a lease
    primary key (person, counterpart)
);

-- Answers by idempotency key, for ever: the same key gives the same answer.
create table answer (
    actor           text   not null, -- who sent the key: a company or a person
    idempotency_key text   not null,
    request_hash    bytea  not null,
    shard           int    not null,
    version         bigint not null,
    entry           text   not null,
    lane_sequence   bigint not null,
    commit_wait     boolean not null,
    primary key (actor, idempotency_key)
);

-- How long a feed may rely on what it knew: published in the log. The longest ever published rules the commit wait.
create table lease_terms (
    version      bigint generated always as identity primary key,
    lease_millis bigint      not null,
    published_at timestamptz not null
);
