import { lines, number, row, zero } from '../panels.js'
import { perSecond } from '../queries.js'
import { service } from '../service.js'

const ledger = row('Ledger',
  lines('Charged', {
    about: 'Pieces charged, by category. Good: follows deliveries and views within seconds.',
    unit: 'ops',
    stacked: true,
    queries: { '{{category}}': perSecond('assent_charges_total', { by: 'category' }) },
  }),
  number('Ledger imbalance', {
    about: 'Debits less credits of all ledgers, in micros. Good: 0, always.',
    unit: 'short',
    good: zero,
    query: 'max(abs(assent_ledger_imbalance_micros))',
  }),
  lines('Charged since ever', {
    about: 'From the ledger. Good: grows as deliveries and views do.',
    unit: 'short',
    queries: { deliveries: 'max(assent_charged_deliveries)', impressions: 'max(assent_charged_impressions)' },
  }))

export default service('billing-service', 'Turns deliveries and viewed ads into a ledger, statements and invoices.', [ledger])
