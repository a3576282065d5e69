import { below, lines, number, row, zero } from '../panels.js'
import { mean, median99, perSecond, total } from '../queries.js'
import { service } from '../service.js'

const changes = row('Consent',
  lines('Changes', {
    about: 'Accepted changes of contacts and ads choices. Good: follows what people do.',
    unit: 'ops',
    stacked: true,
    queries: { '{{change}}': perSecond('assent_consent_changes_total', { by: 'change' }) },
  }),
  lines('Refused commands', {
    about: 'By reason. Good: few; a company whose requests are refused again and again needs a word.',
    unit: 'ops',
    stacked: true,
    queries: { '{{reason}}': perSecond('assent_consent_refusals_total', { by: 'reason' }) },
  }),
  lines('A revocation until its acknowledgement', {
    about: 'Good: 99 of 100 within half a second. Blocks and ads choices wait out the lease of the feeds, 120 ms.',
    unit: 's',
    good: below(0.5),
    queries: median99('assent_consent_acknowledgement_seconds'),
  }),
  lines('A group commit', {
    about: 'Lock, number, chain, store. Good: below 100 ms.',
    unit: 's',
    good: below(0.1),
    queries: median99('assent_consent_group_commit_seconds'),
  }))

const log = row('The consent log',
  lines('Commands in a group', {
    about: 'Mean, and the most of late. It grows with load: that is how throughput is had.',
    unit: 'short',
    queries: { mean: mean('assent_consent_group_size'), most: total('assent_consent_group_size_max') },
  }),
  number('Foreign records', {
    about: 'Records of the consent log that this service did not sign. Good: 0; anything else is somebody who writes there.',
    unit: 'short',
    good: zero,
    query: total('assent_consent_foreign_records_total', { where: 'job="consent-service"' }),
  }),
  lines('Outdated records, written anew', {
    about: 'Older states that lay over newer ones. Good: flat.',
    unit: 'short',
    queries: { records: total('assent_consent_outdated_records_total') },
  }))

const proof = row('Proof and erasure',
  lines('Signed checkpoints', {
    about: 'Checkpoints of the history. Good: while people decide, some a minute for each shard that grows.',
    unit: 'ops',
    queries: { signed: perSecond('assent_consent_checkpoints_total') },
  }),
  number('Refused checkpoints', {
    about: 'The history was not the one that was signed for before. Good: 0, for ever.',
    unit: 'short',
    good: zero,
    query: total('assent_consent_checkpoints_refused_total'),
  }),
  lines('An erasure until every service has reported', {
    about: 'From the request on. Good: seconds; a service that is down holds it up.',
    unit: 's',
    queries: median99('assent_consent_erasure_seconds'),
  }),
  lines('Age of the oldest open erasure', {
    about: 'Good: back at 0 within seconds. After an hour somebody is told.',
    unit: 's',
    good: below(3_600),
    queries: { open: 'max(assent_consent_erasure_open_age_seconds)' },
  }))

const webhooks = row('Webhooks to companies',
  lines('Attempts', {
    about: 'By result. Good: delivered; retried follows receivers that are down, failed were given up after days, gone answered 410.',
    unit: 'ops',
    stacked: true,
    queries: { '{{result}}': perSecond('assent_webhook_attempts_total', { by: 'result' }) },
  }),
  lines('Time of an attempt', {
    about: 'With the look-up of the host. Good: below a second; slow receivers delay their own webhooks alone.',
    unit: 's',
    queries: median99('assent_webhook_attempt_seconds'),
  }),
  lines('Age of the oldest that is due', {
    about: 'Of endpoints that did not fail last. Good: near 0; when it grows, too few are sent at a time.',
    unit: 's',
    good: below(60),
    queries: { due: 'max(assent_webhook_due_age_seconds)' },
  }),
  lines('Disabled endpoints', {
    about: 'Gone, or failing for five days. Their companies hear of no change until they enable them.',
    unit: 'short',
    queries: { endpoints: 'max(assent_webhook_disabled_endpoints)' },
  }))

export default service('consent-service', 'Who may contact whom, who may be shown ads, and the history of it.',
  [changes, log, proof, webhooks])
