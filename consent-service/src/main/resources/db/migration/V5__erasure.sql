-- Erasures of people. The id is random and says nothing of the person, who stands here only until every service has reported.
create table erasure (
    id           text        primary key,
    person       text,
    counterparts text[]      not null, -- whose states are to leave consent.events
    asked_at     timestamptz not null,
    completed_at timestamptz
);

create table erasure_report (
    erasure      text        not null references erasure,
    service      text        not null,
    completed_at timestamptz not null,
    primary key (erasure, service)
);

-- An answer to a company names a person too.
alter table answer add column person text;
update answer set person = entry::jsonb ->> 'user';
create index answer_person on answer (person);
