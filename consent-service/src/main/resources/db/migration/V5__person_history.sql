-- A person's own entries, latest first: for their privacy page and for what is handed out to them (Art. 15).
create index history_person on history (person, sequence desc);
