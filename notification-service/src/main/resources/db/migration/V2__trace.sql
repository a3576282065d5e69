-- The trace that a message belongs to (W3C Trace Context), so that its later steps join it; null when it is not traced.
alter table message add column traceparent text;
