package io.assent.notification.client;

/** The approved template that a text is made from, in its language; the text itself stays sealed. */
public record Template(String id, String language) {}
