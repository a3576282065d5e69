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
