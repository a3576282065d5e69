import { below, dashboard, lines, one, row, zero } from './panels.js'
import { mean, median99, orZero, perSecond, quantile, share, total } from './queries.js'

const rest = where => row('REST',
  lines('Requests by status', {
    about: 'Good: 2xx follow the callers; 4xx are the callers\' affair, 5xx are ours.',
    unit: 'reqps',
    stacked: true,
    queries: { '{{status}}': perSecond('http_server_requests_seconds_count', { by: 'status', where }) },
  }),
  lines('Errors of the server', {
    about: 'Share of 5xx. Good: below 0.1 %, the objective.',
    unit: 'percentunit',
    good: below(0.001),
    queries: { '5xx': share('http_server_requests_seconds_count', 'status=~"5.."', where) },
  }),
  lines('Time to answer', {
    about: 'Without the open inboxes, which last by their nature. Good: 99 of 100 within half a second.',
    unit: 's',
    good: below(0.5),
    queries: median99('http_server_requests_seconds', { where: `${where},uri!="/v1/inbox"` }),
  }),
  lines('Slowest of 100, by resource', {
    about: 'Which resource is slow when the panel to the left is.',
    unit: 's',
    queries: { '{{uri}}': quantile(0.99, 'http_server_requests_seconds', { by: 'uri', where: `${where},uri!="/v1/inbox"` }) },
  }))

export const lag = where => lines('Lag', {
  about: 'Records not read yet, by channel. Good: 0, or back there soon after a burst.',
  unit: 'short',
  queries: { '{{channel}}': total('assent_consumer_lag_records', { by: 'channel', where }) },
})

const applied = where => lines('Offsets applied', {
  about: 'How fast the positions move, by channel. Good: follows what is written; 0 only where the lag is 0.',
  unit: 'ops',
  queries: {
    '{{channel}}': orZero(`sum by (channel) (clamp_min(deriv(assent_projection_position{${where}}[$__rate_interval]), 0))`),
  },
})

const consumers = where => row('Consumers',
  lag(where),
  applied(where),
  lines('Partitions held', {
    about: 'By instance. Good: every partition has a holder, instances hold about the same number.',
    unit: 'short',
    stacked: true,
    queries: { '{{channel}} {{instance}}': total('assent_consumer_partitions', { by: 'channel, instance', where }) },
  }),
  lines('Partitions stopped', {
    about: 'Held back because going on would skip records. Good: 0; anything else needs an operator.',
    unit: 'short',
    good: zero,
    queries: { '{{channel}} {{instance}}': total('assent_consumer_partitions_stopped', { by: 'channel, instance', where }) },
  }),
  lines('Time of a batch, slowest of 100', {
    about: 'From hand-over to commit. Good: below a second; the database shows here first.',
    unit: 's',
    good: below(1),
    queries: { '{{channel}}': quantile(0.99, 'assent_consumer_batch_seconds', { by: 'channel', where }) },
  }),
  lines('Records in a batch', {
    about: 'The mean. It grows with load: that is how throughput is had.',
    unit: 'short',
    queries: { '{{channel}}': mean('assent_consumer_batch_records', { by: 'channel', where }) },
  }))

const outbox = where => row('Outbox and refused records',
  lines('Batches that wait', {
    about: 'Rows of the outbox. Good: near 0, and never growing.',
    unit: 'short',
    queries: { rows: `max(assent_outbox_rows{${where}})` },
  }),
  lines('Age of the oldest', {
    about: 'Good: below a second. Above 30 seconds facts are stored and do not leave.',
    unit: 's',
    good: below(30),
    queries: { age: `max(assent_outbox_age_seconds{${where}})` },
  }),
  lines('Who relays', {
    about: 'Instances that hold the relay. Good: exactly one; for a moment none when it moves.',
    unit: 'short',
    good: one,
    queries: { holders: `sum(assent_relay_holding{${where}})` },
  }),
  lines('Dead letters', {
    about: 'Refused records since the service started, by channel and reason. Good: flat.',
    unit: 'short',
    queries: { '{{channel}}: {{reason}}': total('assent_dead_letters_total', { by: 'channel, reason', where }) },
  }))

/** What every service has, around what is its own. A service that reads outside of groups brings its own row for that. */
export function service(job, about, own, readers = consumers) {
  const where = `job="${job}"`
  return dashboard(job, job, about, ...own, rest(where), readers(where), outbox(where))
}
