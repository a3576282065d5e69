-- When the batch was appended: the age of the oldest row tells how far the relay is behind.
alter table outbox add column appended_at timestamptz not null default now();
