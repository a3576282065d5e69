import { below, lines, number, row, zero } from '../panels.js'
import { median99, perSecond, quantile, total } from '../queries.js'
import { service } from '../service.js'

const messages = row('Messages',
  lines('Decisions of the gate', {
    about: 'send, expired, or the reason of a suppression. Good: suppressions follow what people revoked.',
    unit: 'ops',
    stacked: true,
    queries: { '{{outcome}}': perSecond('assent_gate_decisions_total', { by: 'outcome' }) },
  }),
  lines('Decisions by category', {
    about: 'How the load is mixed. Authentication and chat take a lane of their own.',
    unit: 'ops',
    stacked: true,
    queries: { '{{category}}': perSecond('assent_gate_decisions_total', { by: 'category' }) },
  }),
  lines('The barrier', {
    about: 'Until the projection has passed a no-op in the consent log. Good: tens of milliseconds.',
    unit: 's',
    good: below(0.5),
    queries: median99('assent_barrier_wait_seconds'),
  }),
  lines('Steps of messages', {
    about: 'Accepted, sent, delivered, read, suppressed, expired. Good: delivered follows accepted.',
    unit: 'ops',
    queries: { '{{status}}': perSecond('assent_deliveries_total', { by: 'status' }) },
  }),
  lines('Hand-over, slowest of 100', {
    about: 'From when a message could be handed over (taken, and its device listens) to the write to the device, by category. Good: within a second.',
    unit: 's',
    good: below(1),
    queries: { '{{category}}': quantile(0.99, 'assent_delivery_seconds', { by: 'category' }) },
  }),
  lines('Open inboxes', {
    about: 'Streams of devices, by instance. Good: no cliff; after one, devices connect again within seconds.',
    unit: 'short',
    stacked: true,
    queries: { '{{instance}}': 'sum by (instance) (assent_inbox_streams)' },
  }),
  lines('Delivered since ever', {
    about: 'From the database. Good: grows, and billing follows.',
    unit: 'short',
    queries: { messages: 'max(assent_delivered_messages)' },
  }),
  number('Overdue messages', {
    about: 'Without an end a minute after their time to live. Good: 0.',
    unit: 'short',
    good: zero,
    query: 'max(assent_messages_overdue)',
  }),
  lines('Companies that people leave', {
    about: 'Quality yellow or red, and how many rest from marketing now. Good: few; many at once hint at a fault of ours, not of theirs.',
    unit: 'short',
    queries: {
      yellow: 'max(assent_companies_yellow)',
      red: 'max(assent_companies_red)',
      'marketing rests': 'max(assent_companies_paused)',
    },
  }),
  number('Foreign consent records', {
    about: 'Unsigned or wrongly signed records in the consent log; ignored. Good: 0.',
    unit: 'short',
    good: zero,
    query: total('assent_consent_foreign_records_total', { where: 'job="notification-service"' }),
  }))

export default service('notification-service', 'Takes sealed messages, asks the gate, delivers, collects receipts.', [messages])
