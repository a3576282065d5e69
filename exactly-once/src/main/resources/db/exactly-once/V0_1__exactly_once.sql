-- Tables of the exactly-once library. Each service has them in its own database.

-- Where a consumer stands in a partition. The row is the truth; Kafka's committed offset only follows it.
create table consumer_position (
    consumer    text   not null,
    topic       text   not null,
    partition   int    not null,
    topic_id    text   not null, -- of the topic that next_offset belongs to: a recreated topic is another one
    epoch       bigint not null, -- rises with each assignment: who has an older one is a zombie
    next_offset bigint not null,
    primary key (consumer, topic, partition)
);

-- The head of each lane: its row lock makes sequence order equal commit order.
create table outbox_lane (
    lane     int    primary key,
    sequence bigint not null
);

-- How far Kafka has committed each lane; written by the relay, and apart from the head so that neither waits for the other.
create table outbox_published (
    lane         int    primary key,
    sequence     bigint not null,
    topic        text   not null, -- of the last record of that row, with its partition and offset
    partition    int    not null,
    last_offset  bigint not null
);

-- One row is one batch of records. It is deleted once Kafka has committed it.
create table outbox (
    id       bigint generated always as identity primary key,
    lane     int    not null,
    sequence bigint not null,
    records  bytea  not null,
    unique (lane, sequence)
);
-- Compressing what Kafka compresses again costs more than it saves.
alter table outbox alter column records set storage external;
