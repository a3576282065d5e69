create table campaign (
    id              text        primary key,
    company         text        not null,
    definition      text        not null, -- creatives and targeting, as JSON
    budget_micros   bigint      not null,
    cpm_micros      bigint      not null,
    currency        text        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    stopped         boolean     not null default false,
    -- Leased to instances: what they may still serve. A crash forfeits its lease; it never overspends.
    reserved_micros bigint      not null default 0,
    spent_micros    bigint      not null default 0,
    impressions     bigint      not null default 0,
    check (spent_micros <= reserved_micros and reserved_micros <= budget_micros)
);

-- One report a viewer and feed: a second one changes nothing.
create table view_report (
    viewer      text        not null,
    feed        text        not null,
    recorded_at timestamptz not null,
    primary key (viewer, feed)
);

-- Each viewed ad, once.
create table impression (
    id            text        primary key,
    campaign      text        not null references campaign,
    price_micros  bigint      not null,
    occurred_at   timestamptz not null,
    recorded_at   timestamptz not null
);

-- Records that were refused: every instance reads them, one tells of them.
create table refused_record (
    place text primary key
);
