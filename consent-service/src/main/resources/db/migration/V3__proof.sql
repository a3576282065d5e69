-- Signed checkpoints of each shard's history. Each follows another, and no two follow the same one.
create table checkpoint (
    shard         int         not null,
    tree_size     bigint      not null,
    previous_size bigint      not null, -- 0 for the first
    jws           text        not null,
    made_at       timestamptz not null,
    primary key (shard, tree_size),
    unique (shard, previous_size)
);

-- Hashes of complete subtrees of 256, 65536, … entries, under signed checkpoints. They could be computed from the history at
-- any time; a proof in a long history would read all of it.
create table history_subtree (
    shard int      not null,
    tier  smallint not null, -- of 256^tier entries
    place bigint   not null, -- counted from 0
    hash  bytea    not null,
    primary key (shard, tier, place)
);
