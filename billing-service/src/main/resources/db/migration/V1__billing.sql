-- What was charged, for ever: the event id makes every repetition harmless, however late.
create table charge (
    event_id     text        primary key,
    body_hash    bytea       not null,
    account      text        not null,
    category     text        not null,
    market       text        not null,
    rule_id      text        not null,
    amount_micros bigint     not null check (amount_micros >= 0),
    currency     text        not null,
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null
);
create index charge_account on charge (account, occurred_at);

-- Double entry: each charge debits the company's account and credits a revenue account by the same amount.
create table ledger_posting (
    event_id     text   not null references charge,
    ledger       text   not null, -- receivable:<company> or revenue:<kind>
    debit_micros bigint not null check (debit_micros >= 0),
    credit_micros bigint not null check (credit_micros >= 0),
    primary key (event_id, ledger)
);

create table ledger_balance (
    ledger        text   primary key,
    debit_micros  bigint not null,
    credit_micros bigint not null
);
