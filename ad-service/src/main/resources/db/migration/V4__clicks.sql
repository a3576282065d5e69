alter table campaign add column clicks bigint not null default 0;

-- Each click on a viewed ad, once; the impression's id says nothing of the person.
create table click (
    impression  text        primary key,
    campaign    text        not null references campaign,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null
);
