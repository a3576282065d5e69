-- The transaction that booked or stopped it: instances read only what is new to them.
alter table campaign add column changed_in xid8 not null default pg_current_xact_id();
create index campaign_changed on campaign (changed_in);
