-- Current keys stay as they are, in a table of their own, which the gate reads for every message.
alter table device_key add column since timestamptz not null default now();

-- Keys that devices had before, as long as the person is known: a kid names one key, and a revoked key does not come back.
create table former_device_key (
    person     text        not null,
    kid        text        not null,
    device     text        not null,
    thumbprint text        not null, -- RFC 7638
    state      text        not null check (state in ('rotated', 'revoked')),
    since      timestamptz not null,
    until      timestamptz not null, -- from then on it was given to no sender
    primary key (person, kid, device)
);
create index former_device_key_device on former_device_key (device, until);
