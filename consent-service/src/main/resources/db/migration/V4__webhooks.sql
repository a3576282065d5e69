-- The highest version of each shard that webhooks were made of: what the topic shows a second time is not told again, even
-- when the deliveries of the first time were forgotten.
create table webhook_tail (
    shard   int    primary key,
    version bigint not null
);
