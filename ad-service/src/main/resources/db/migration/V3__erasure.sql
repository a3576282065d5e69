-- Erasures of people that were carried out here: the log is read again at each start, and who came back must not be erased again.
create table erasure (
    id text primary key
);
