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

-- The key of each person, under which the history keeps their entries. Deleting it erases them, wherever copies are.
create table person_key (
    person text  primary key,
    key    bytea not null -- AES-256
);

-- What was decided, for ever, in order. Each entry is the event as it was published. An erasure leaves commitment, hash and time.
create table history (
    shard       int         not null,
    sequence    bigint      not null,
    person      text,
    counterpart text,                 -- a company, or 'ads'
    commitment  bytea       not null, -- SHA-256 over salt and entry
    sealed      bytea,                -- nonce, then salt and entry under the person's key (AES-256-GCM, of this shard and sequence)
    hash        bytea       not null, -- over the previous hash, the sequence and the commitment
    recorded_at timestamptz not null,
    primary key (shard, sequence)
);
create index history_person on history (person, sequence desc) where person is not null;

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
