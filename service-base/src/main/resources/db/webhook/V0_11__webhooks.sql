-- Webhooks, for services that name this folder in quarkus.flyway.locations.

-- Where a company wants its events sent.
create table webhook_endpoint (
    id                text        primary key,
    company           text        not null,
    url               text        not null,
    types             text[]      not null, -- of events; empty: all
    created_at        timestamptz not null,
    disabled_at       timestamptz,
    disabled_reason   text,
    failing_since     timestamptz,          -- the first failure since the last success
    failures          bigint      not null default 0, -- in a row
    last_delivered_at timestamptz,
    unique (company, url)
);

-- One event for one endpoint. The row is there with the transaction that read the event, and is sent at least once.
create table webhook_delivery (
    id           text        primary key, -- webhook-id: made of event and endpoint
    position     bigint      generated always as identity,
    endpoint     text        not null references webhook_endpoint (id) on delete cascade,
    person       text,                    -- in whose events order is kept
    type         text        not null,
    body         text        not null,
    state        text        not null default 'pending', -- then delivered or failed
    attempts     int         not null default 0,
    last_result  text,                    -- a status, or why there was none
    created_at   timestamptz not null,
    due_at       timestamptz not null,
    claim        bigint      not null default 0, -- rises when an instance takes the row: who has an older one settles nothing
    leased_until timestamptz,             -- while an instance sends it; when that died, another takes it afterwards
    ended_at     timestamptz
);
create index webhook_delivery_due on webhook_delivery (endpoint, due_at, position) where state = 'pending';
create index webhook_delivery_order on webhook_delivery (endpoint, person, position) where state = 'pending';
create index webhook_delivery_leased on webhook_delivery (endpoint) where leased_until is not null;
create index webhook_delivery_listed on webhook_delivery (endpoint, state, position);
create index webhook_delivery_person on webhook_delivery (person);
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;
