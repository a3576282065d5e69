import { atLeast, below, dashboard, lines, number, row, zero } from '../panels.js'
import { median99, orZero, perSecond, share, total } from '../queries.js'

const noMeansNo = row('P1 No means no',
  number('Broken rounds', {
    about: 'Rounds of the prober in which something came after an acknowledged no, since the prober started. Good: 0, for ever.',
    unit: 'short',
    good: zero,
    query: total('assent_probe_rounds_total', { where: 'result="broken"' }),
  }),
  lines('Rounds of the prober', {
    about: 'Accept, send, expect it; revoke, send, expect nothing. Good: kept all day, failed and broken at 0.',
    unit: 'ops',
    queries: { '{{result}}': perSecond('assent_probe_rounds_total', { by: 'result' }) },
  }),
  lines('Time of a round', {
    about: 'A whole round of the prober, which also waits whether something comes that must not. Good: steady.',
    unit: 's',
    queries: median99('assent_probe_round_seconds'),
  }),
  number('Foreign consent records', {
    about: 'Records of the consent log that consent-service did not sign, as each service counted them. They are ignored. Good: 0; anything else is somebody who writes there.',
    unit: 'short',
    good: zero,
    query: total('assent_consent_foreign_records_total'),
  }))

const billedOnce = row('P2 Billed exactly once',
  lines('Deliveries not charged yet', {
    about: 'Delivered less charged. Good: what is on its way, back at 0 in a pause. The two sides are not scraped in the same moment, so that it may touch below 0.',
    unit: 'short',
    signed: true,
    queries: { deliveries: 'max(assent_delivered_messages) - max(assent_charged_deliveries)' },
  }),
  lines('Impressions not charged yet', {
    about: 'Recorded less charged. Good: what is on its way, back at 0 in a pause. It may touch below 0 for a moment.',
    unit: 'short',
    signed: true,
    queries: { impressions: 'max(assent_recorded_impressions) - max(assent_charged_impressions)' },
  }),
  number('Unreconciled for ten minutes', {
    about: 'Deliveries and impressions of ten minutes ago that are not charged, or charged without being there. Good: 0.',
    unit: 'short',
    good: zero,
    query: orZero('sum(assent:uncharged) + sum(assent:overcharged)'),
  }),
  number('Ledger imbalance', {
    about: 'Debits less credits of all ledgers, in micros. Good: 0, always.',
    unit: 'short',
    good: zero,
    query: 'max(abs(assent_ledger_imbalance_micros))',
  }))

const nothingLost = row('P3 Nothing acknowledged is lost',
  number('Overdue messages', {
    about: 'Accepted messages without an end a minute after their time to live. Good: 0.',
    unit: 'short',
    good: zero,
    query: 'max(assent_messages_overdue)',
  }),
  lines('Dead letters', {
    about: 'Refused records since the services started, by channel and reason. Good: flat. A step names a producer that sends what cannot be read.',
    unit: 'short',
    queries: { '{{channel}}: {{reason}}': total('assent_dead_letters_total', { by: 'channel, reason' }) },
  }),
  lines('Age of the outboxes', {
    about: 'How long the oldest stored fact waits to be published. Good: below a second.',
    unit: 's',
    good: below(30),
    queries: { '{{job}}': 'max by (job) (assent_outbox_age_seconds)' },
  }))

const provable = row('P5 Provable',
  number('Refused checkpoints', {
    about: 'Checkpoints that were not signed, since the history was not the one that was signed for before. Good: 0, for ever.',
    unit: 'short',
    good: zero,
    query: total('assent_consent_checkpoints_refused_total'),
  }),
  lines('Signed checkpoints', {
    about: 'Good: above 0 while people decide; without them nobody outside can hold the history to what it said.',
    unit: 'ops',
    queries: { signed: perSecond('assent_consent_checkpoints_total') },
  }))

const neverOver = row('P6 Never over budget',
  number('Overspent campaigns', {
    about: 'Campaigns that spent more than their budget. Good: 0, under any fault.',
    unit: 'short',
    good: zero,
    query: 'max(assent_budget_overspent_campaigns)',
  }),
  number('Budget headroom', {
    about: 'Unspent part of the budgets of live campaigns. Good: whatever advertisers want; near 0 feeds run out of ads.',
    unit: 'percentunit',
    good: atLeast(0.05),
    query: 'min(assent_budget_headroom_ratio)',
  }),
  lines('Views beyond the budget', {
    about: 'Views that came when their campaign had nothing left, as part of all. Not charged. Good: near 0.',
    unit: 'percentunit',
    queries: { 'budget exhausted': share('assent_impressions_total', 'outcome="budget_exhausted"') },
  }))

const burn = (rule, allowed) => ({
  '5 minutes': orZero(`max(${rule}5m) / ${allowed}`),
  '1 hour': orZero(`max(${rule}1h) / ${allowed}`),
})

const objectives = row('Objectives: how many times faster than allowed the error budget burns',
  lines('REST: 99.9 % without a server\'s error', {
    about: 'Share of 5xx over the allowed 0.1 %, the worst service. Good: below 1. At 14.4 somebody is woken.',
    unit: 'none',
    good: below(14.4),
    queries: burn('assent:rest_errors:ratio_rate', 0.001),
  }),
  lines('Hand-over: 99 % within a second', {
    about: 'Share of later hand-overs over the allowed 1 %. Good: below 1.',
    unit: 'none',
    good: below(14.4),
    queries: burn('assent:delivery_late:ratio_rate', 0.01),
  }),
  lines('Revocation: 99 % acknowledged within half a second', {
    about: 'Share of later acknowledgements over the allowed 1 %. Good: below 1.',
    unit: 'none',
    good: below(14.4),
    queries: burn('assent:revocation_late:ratio_rate', 0.01),
  }))

export default dashboard('promises', 'promises', 'What Assent promises, and whether it is kept right now.',
  noMeansNo, billedOnce, nothingLost, provable, neverOver, objectives)
