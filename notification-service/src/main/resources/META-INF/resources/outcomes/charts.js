// Charts of the sender's page. They are drawn from its tables, and so say what those say, in their language.
import { assentTheme } from '/assent/chart-theme.js';

const text = (cell) => cell.textContent.trim();
const number = (cell) => Number(text(cell));

/** What a chart shows, by its name. */
const charts = {
  way: () => {
    const steps = [...document.querySelectorAll('#steps tr[data-way]')];
    const share = (value) => (number(steps[0].cells[1]) ? ` (${Math.round((100 * value) / number(steps[0].cells[1]))} %)` : '');
    return {
      grid: { left: 8, right: 96, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', show: false },
      yAxis: { type: 'category', inverse: true, data: steps.map((row) => text(row.cells[0])) },
      series: [
        {
          type: 'bar',
          colorBy: 'data',
          label: { show: true, position: 'right', formatter: ({ value }) => `${value}${share(value)}` },
          data: steps.map((row) => number(row.cells[1])),
        },
      ],
    };
  },
  steps: () => overTime('step', { type: 'line' }),
  reasons: () => overTime('reason', { type: 'bar', stack: 'all' }),
};

/** Columns of the table of times as series. */
function overTime(kind, look) {
  const table = document.getElementById('times');
  const rows = [...table.tBodies[0].rows];
  const columns = [...table.tHead.rows[0].cells].filter((cell) => kind in cell.dataset);
  return {
    legend: { type: 'scroll', top: 0 },
    grid: { left: 8, right: 28, top: 40, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    xAxis: { type: 'category', data: rows.map((row) => text(row.cells[0])) },
    yAxis: { type: 'value', minInterval: 1 },
    series: columns.map((column) => ({
      ...look,
      name: text(column),
      data: rows.map((row) => number(row.cells[column.cellIndex])),
    })),
  };
}

function draw() {
  for (const element of document.querySelectorAll('[data-chart]')) {
    const chart = echarts.getInstanceByDom(element) ?? echarts.init(element, assentTheme());
    const shown = charts[element.dataset.chart]();
    chart.setOption({ ...shown, aria: { label: { description: element.dataset.told } } }, true);
    element.dataset.drawn = shown.series.map((series) => series.data.length).join(' ');
  }
}

function drawAnew() {
  for (const element of document.querySelectorAll('[data-chart]')) {
    echarts.getInstanceByDom(element)?.dispose();
  }
  draw();
}

document.addEventListener('htmx:afterSettle', draw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAnew);
new ResizeObserver(() => {
  for (const element of document.querySelectorAll('[data-chart]')) {
    echarts.getInstanceByDom(element)?.resize();
  }
}).observe(document.querySelector('main'));
draw();
