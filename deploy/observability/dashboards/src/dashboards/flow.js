import { below, dashboard, lines, row } from '../panels.js'
import { median99, perSecond, total } from '../queries.js'

const message = row('The way of a message: from the company to the invoice',
  lines('1. Taken by REST', {
    about: 'Requests to notification-service by status. Good: 2xx follow the companies, no 5xx. What companies write to their own topics shows in the next panel.',
    unit: 'reqps',
    queries: { '{{status}}': perSecond('http_server_requests_seconds_count', { by: 'status', where: 'job="notification-service"' }) },
  }),
  lines('2. Wait for the gate', {
    about: 'Records of requests that were not read yet, by lane. Good: near 0, back there within seconds after a burst; the urgent lane always.',
    unit: 'short',
    queries: { '{{channel}}': total('assent_consumer_lag_records', { by: 'channel', where: 'job="notification-service",channel=~"requests.*"' }) },
  }),
  lines('3. The barrier', {
    about: 'From the append of a no-op to the consent log until the projection has passed it: what each batch pays for a decision on fresh consent. Good: tens of milliseconds.',
    unit: 's',
    good: below(0.5),
    queries: median99('assent_barrier_wait_seconds'),
  }),
  lines('4. Decided by the gate', {
    about: 'Decisions by outcome: send, expired, or the reason of a suppression. Good: suppressions follow what people revoked, and do not jump.',
    unit: 'ops',
    stacked: true,
    queries: { '{{outcome}}': perSecond('assent_gate_decisions_total', { by: 'outcome' }) },
  }),
  lines('5. Steps of messages', {
    about: 'Accepted, sent, delivered, read, suppressed, expired. Good: delivered follows accepted.',
    unit: 'ops',
    queries: { '{{status}}': perSecond('assent_deliveries_total', { by: 'status' }) },
  }),
  lines('6. Handed over', {
    about: 'From when a message could be handed over (taken, and its device listens) to the write to the device. Good: 99 of 100 within a second.',
    unit: 's',
    good: below(1),
    queries: median99('assent_delivery_seconds'),
  }),
  lines('7. On its way out', {
    about: 'Age of the oldest batch in each outbox. Good: below a second; above 30 seconds facts are stored and do not leave.',
    unit: 's',
    good: below(30),
    queries: { '{{job}}': 'max by (job) (assent_outbox_age_seconds)' },
  }),
  lines('8. Charged', {
    about: 'Pieces charged, by category. Good: follows delivered of step 5 and charged of the ads below, within seconds.',
    unit: 'ops',
    stacked: true,
    queries: { '{{category}}': perSecond('assent_charges_total', { by: 'category' }) },
  }))

const consent = row('The way of a no: from the person to everybody who must know',
  lines('1. Changes of consent', {
    about: 'Accepted changes of contacts and ads choices. Good: follows what people do; a jump of withdrawals says something about a sender.',
    unit: 'ops',
    stacked: true,
    queries: { '{{change}}': perSecond('assent_consent_changes_total', { by: 'change' }) },
  }),
  lines('2. Until it is acknowledged', {
    about: 'A revocation, from the command to its answer. Good: 99 of 100 within half a second. Blocks and ads choices wait out the lease of the feeds, 120 ms.',
    unit: 's',
    good: below(0.5),
    queries: median99('assent_consent_acknowledgement_seconds'),
  }),
  lines('3. Until the gate knows', {
    about: 'Records of the consent log that each reader has not read yet. Good: 0, or near it.',
    unit: 'short',
    queries: { '{{job}}': total('assent_consumer_lag_records', { by: 'job', where: 'channel=~"consent.*|memory.*"' }) },
  }))

const ad = row('The way of an ad: from the feed to the invoice',
  lines('1. Feeds', {
    about: 'Feeds by what became of ads: shown, none, withheld because consent was not fresh. Good: withheld stays near 0.',
    unit: 'ops',
    stacked: true,
    queries: { '{{ads}}': perSecond('assent_feeds_total', { by: 'ads' }) },
  }),
  lines('2. Freshness of consent', {
    about: 'Age of the lease that feeds rely on. Good: below 100 ms while feeds are asked for, up to 2 seconds while nobody asks.',
    unit: 's',
    good: below(5),
    queries: { '{{instance}}': 'max by (instance) (assent_lease_age_seconds)' },
  }),
  lines('3. Views', {
    about: 'Reported views by outcome. Good: charged prevails; duplicates come from devices that report again and cost nothing.',
    unit: 'ops',
    stacked: true,
    queries: { '{{outcome}}': perSecond('assent_impressions_total', { by: 'outcome' }) },
  }),
  lines('4. Charged', {
    about: 'Viewed ads charged. Good: follows charged of step 3 within seconds.',
    unit: 'ops',
    queries: { ads: perSecond('assent_charges_total', { where: 'category="ad"' }) },
  }))

export default dashboard('flow', 'flow', 'The way of a message, of a no and of an ad, step by step.', message, consent, ad)
