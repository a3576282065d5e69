-- What fair use knows of a company. No tier of its own: that of new companies.
alter table company
    add column tier                   int,
    add column quality                text        not null default 'green',
    add column marketing_paused_until timestamptz,
    add column pauses                 int         not null default 0; -- within the days that quality looks back

-- When the person last left the company, having let it in, and was counted for it.
alter table permission add column left_at timestamptz;

-- What a message is made of, without its words. A version never changes its category.
create table template (
    company    text        not null,
    id         text        not null,
    language   text        not null,
    category   text        not null,
    state      text        not null, -- pending, approved, rejected, retired
    remark     text,                 -- why it was rejected
    changed_at timestamptz not null,
    primary key (company, id, language)
);

-- Until when a company may chat with a person who wrote to it.
create table chat_window (
    person     text        not null,
    company    text        not null,
    open_until timestamptz not null,
    primary key (person, company)
);

-- Marketing that a person was let have, of all companies; older than a day it is forgotten with the next.
create table marketing_history (
    person    text          primary key,
    companies text[]        not null,
    times     timestamptz[] not null
);

-- How many people a company with a limit has reached in its current day, and who they are.
create table reach (
    company text        primary key,
    since   timestamptz not null,
    people  int         not null
);

create table reached (
    company text        not null,
    person  text        not null,
    since   timestamptz not null, -- of the day in which it was; another than the company's current one counts no more
    primary key (company, person)
);

-- By lane, so that two gates do not wait for each other.
create table quality_day (
    company text   not null,
    day     date   not null,
    lane    int    not null,
    sent    bigint not null, -- messages that the gate let through
    gone    bigint not null, -- blocks and withdrawals
    primary key (company, day, lane)
);

-- When a person wants to be left in peace by what can wait.
create table quiet_hours (
    person text primary key,
    starts time not null,
    ends   time not null,
    zone   text not null
);

alter table message
    add column template text,        -- id and language, with a slash between them
    add column due_at   timestamptz; -- not before; null means at once

drop index message_pending;
create index message_pending on message (person, inbox) where state in ('scheduled', 'queued', 'sent');
drop index message_expiring;
create index message_expiring on message (expires_at) where state in ('scheduled', 'queued', 'sent');
create index message_due on message (due_at) where state = 'scheduled';
