-- Erasures that were carried out. The id says nothing of the person, who stands here only until the next sweep has taken the name out
-- of ended messages and chats. The row stays: a copy of the record must not erase somebody who came back.
create table erasure (
    id             text   primary key,
    person         text,
    messages_until bigint not null, -- message.inbox and chat.position: who comes back starts behind them
    chats_until    bigint not null
);
create index erasure_pending on erasure (id) where person is not null;
