-- What people are told before they decide. Rows are only ever added: a published notice never changes.
create table notice (
    company      text        not null,
    version      text        not null,
    language     text        not null,
    content      text        not null, -- canonical JSON (RFC 8785)
    hash         text        not null, -- SHA-256 of the content, in hexadecimal
    published_at timestamptz not null,
    primary key (company, version, language)
);

-- What time will do to a contact: a request that nobody answers lapses, a consent runs out.
alter table consent_state
    add column request_open boolean not null default false, -- counts against the limits of person and company
    add column due_at       timestamptz;                    -- when something is over; null when nothing will be
create index consent_state_due on consent_state (due_at) where due_at is not null;

-- How many requests of a company are open, by the shards of the people: changed under the shard's lock alone, so that who decides
-- never waits for a company.
create table open_requests (
    company text   not null,
    shard   int    not null,
    open    bigint not null,
    primary key (company, shard)
);

-- What was asked before this migration lapses thirty days after it was last spoken of.
update consent_state
set request_open = true,
    due_at       = (entry::jsonb ->> 'occurredAt')::timestamptz + interval '30 days'
where counterpart <> 'ads'
  and entry::jsonb ->> 'state' = 'requested';
insert into open_requests (company, shard, open)
select counterpart, shard, count(*)
from consent_state
where request_open
group by counterpart, shard;
