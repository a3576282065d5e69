import {
  BigValueColorMode, BigValueGraphMode, GraphThresholdsStyleConfigBuilder, GraphThresholdsStyleMode, LegendDisplayMode,
  LegendPlacement, SortOrder, StackingConfigBuilder, StackingMode, TooltipDisplayMode, VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import {
  DashboardBuilder, DashboardCursorSync, DashboardLinkBuilder, DashboardLinkType, DatasourceVariableBuilder, RowBuilder,
  ThresholdsConfigBuilder, ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries'

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' }
const HEIGHT = 7

const limits = (...steps) => steps.map(([color, value]) => ({ color, value }))

/** What good looks like, as colours. */
export const anything = limits(['green', null])
export const below = limit => limits(['green', null], ['red', limit])
export const atLeast = limit => limits(['orange', null], ['green', limit])
export const zero = below(1)
export const one = limits(['red', null], ['green', 1], ['red', 2])

const withQueries = (panel, title, { about, unit, good = anything, queries }) => {
  Object.entries(queries).forEach(([legend, query], index) =>
    panel.withTarget(
      new DataqueryBuilder().refId(String.fromCharCode(65 + index)).expr(query).legendFormat(legend).datasource(DATASOURCE)))
  return panel
    .title(title)
    .description(about)
    .unit(unit)
    .datasource(DATASOURCE)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(good))
}

/** Lines over time. `queries` maps legends to PromQL; `good` draws its limit as a dashed line; `signed` may go below 0. */
export const lines = (title, { stacked = false, signed = false, ...options }) => {
  const panel = withQueries(new TimeseriesBuilder(), title, options)
    .height(HEIGHT)
    .fillOpacity(stacked ? 30 : 8)
    .legend(new VizLegendOptionsBuilder()
      .displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom).showLegend(true).calcs([]))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
  if (!signed) {
    panel.min(0)
  }
  if (stacked) {
    panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
  }
  return options.good
    ? panel.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed))
    : panel
}

/** One number on a coloured ground. */
export const number = (title, { query, ...options }) =>
  withQueries(new StatBuilder(), title, { ...options, queries: { [title]: query } })
    .height(HEIGHT)
    .colorMode(BigValueColorMode.Background)
    .graphMode(BigValueGraphMode.Area)

export const row = (title, ...panels) => ({ title, panels })

/** Up to four panels fill one line; more are set in lines of four or three. */
const columns = count => (count <= 4 ? count : count % 4 === 0 ? 4 : 3)

export function dashboard(name, title, about, ...rows) {
  const builder = new DashboardBuilder(`Assent: ${title}`)
    .uid(`assent-${name}`)
    .description(about)
    .tags(['assent'])
    .time({ from: 'now-1h', to: 'now' })
    .refresh('10s')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .link(new DashboardLinkBuilder('Assent').type(DashboardLinkType.Dashboards).tags(['assent']).keepTime(true))
  for (const { title, panels } of rows) {
    builder.withRow(new RowBuilder(title))
    panels.forEach(panel => builder.withPanel(panel.span(24 / columns(panels.length))))
  }
  const built = builder.build()
  built.panels.forEach((panel, index) => { panel.id = index + 1 })
  return { name, json: built }
}
