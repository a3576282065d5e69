-- Projections of other services' and the messenger's topics: the newest version of each.
create table company (
    id text primary key
);

create table person (
    id      text   primary key,
    country text   not null,
    version bigint not null
);

create table permission (
    person   text    not null,
    company  text    not null,
    state    text    not null,
    purposes text[]  not null,
    blocked  boolean not null,
    version  bigint  not null,
    primary key (person, company)
);

-- Public keys only. A device has one; what was sealed to an earlier one can no longer be read.
create table device_key (
    device text primary key,
    person text not null,
    kid    text not null,
    jwk    text not null
);
create index device_key_person on device_key (person);

create table company_key (
    company text primary key,
    jwk     text not null
);

-- Every request that was taken, for ever: the key that makes a repetition harmless, and its one terminal state.
create table message (
    id           text        primary key, -- derived from company and event id
    inbox        bigint      generated always as identity,
    company      text        not null,
    event_id     text        not null,
    body_hash    bytea       not null,
    person       text        not null,
    category     text        not null,
    country      text,
    state        text        not null,
    reason       text,
    kids         text,                    -- of the sealed bodies, separated by blanks
    sealed       text,                    -- until the terminal state; separated by blanks
    expires_at   timestamptz not null,
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null,
    sent_at      timestamptz,
    delivered_at timestamptz,
    read_at      timestamptz,
    unique (company, event_id)
);
create index message_pending on message (person, inbox) where state in ('queued', 'sent');
create index message_expiring on message (expires_at) where state in ('queued', 'sent');

-- Idempotency keys of REST, before the request is on Kafka.
create table intake (
    company         text  not null,
    idempotency_key text  not null,
    body_hash       bytea not null,
    primary key (company, idempotency_key)
);

-- What people wrote to companies, sealed to the company's key.
create table chat (
    message_id      text        primary key, -- derived from person and idempotency key
    position        bigint      generated always as identity,
    company         text        not null,
    person          text        not null,
    body_hash       bytea       not null,
    sealed          text        not null,
    occurred_at     timestamptz not null
);
create index chat_company on chat (company, position);

-- In a replay: up to when everything has happened.
create table watermark (
    id   boolean     primary key default true check (id),
    time timestamptz not null
);
