-- How old people are, as far as the messenger says: the one field of people.events that a rule needs.
create table person_age (
    person  text   primary key,
    band    text   not null check (band in ('minor', 'adult', 'unknown')),
    version bigint not null -- of the messenger's record: of two the higher is the truth
);
