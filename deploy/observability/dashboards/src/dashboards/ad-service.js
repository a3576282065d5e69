import { atLeast, below, lines, number, row, zero } from '../panels.js'
import { perSecond, share, total } from '../queries.js'
import { lag, service } from '../service.js'

const ads = row('Feeds and views',
  lines('Feeds', {
    about: 'By what became of ads: shown, none, withheld because consent was not fresh.',
    unit: 'ops',
    stacked: true,
    queries: { '{{ads}}': perSecond('assent_feeds_total', { by: 'ads' }) },
  }),
  lines('Feeds with ads withheld', {
    about: 'Part of all feeds. Good: near 0; each is revenue not had, and a promise kept.',
    unit: 'percentunit',
    good: below(0.05),
    queries: { withheld: share('assent_feeds_total', 'ads="withheld"') },
  }),
  lines('Views', {
    about: 'Reported views by outcome. Good: charged prevails; duplicates cost nothing.',
    unit: 'ops',
    stacked: true,
    queries: { '{{outcome}}': perSecond('assent_impressions_total', { by: 'outcome' }) },
  }),
  lines('Recorded since ever', {
    about: 'Charged impressions, from the database. Good: grows, and billing follows.',
    unit: 'short',
    queries: { impressions: 'max(assent_recorded_impressions)' },
  }),
  number('Budget headroom', {
    about: 'Unspent part of the budgets of live campaigns. Near 0 feeds run out of ads.',
    unit: 'percentunit',
    good: atLeast(0.05),
    query: 'min(assent_budget_headroom_ratio)',
  }),
  number('Overspent campaigns', {
    about: 'Campaigns that spent more than their budget. Good: 0, under any fault.',
    unit: 'short',
    good: zero,
    query: 'max(assent_budget_overspent_campaigns)',
  }))

const memory = where => row('Memory: every instance reads all partitions',
  lag(where),
  lines('Freshness of consent', {
    about: 'Age of the lease that feeds rely on. Good: below 100 ms while feeds are asked for, up to 2 seconds while nobody asks.',
    unit: 's',
    good: below(5),
    queries: { '{{instance}}': 'max by (instance) (assent_lease_age_seconds)' },
  }),
  number('Foreign consent records', {
    about: 'Unsigned or wrongly signed records in the consent log; ignored. Good: 0.',
    unit: 'short',
    good: zero,
    query: total('assent_consent_foreign_records_total', { where: 'job="ad-service"' }),
  }))

export default service('ad-service', 'Status feeds, campaigns, viewed ads.', [ads], memory)
