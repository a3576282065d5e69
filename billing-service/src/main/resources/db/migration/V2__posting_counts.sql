-- How many postings a balance is the sum of: a figure that is asked every few seconds must not count the whole table.
alter table ledger_balance add column postings bigint not null default 0;

update ledger_balance set postings = counted.postings
from (select ledger, count(*) as postings from ledger_posting group by ledger) counted
where counted.ledger = ledger_balance.ledger;
