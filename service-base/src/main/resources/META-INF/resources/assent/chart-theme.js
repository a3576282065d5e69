// The theme of ECharts on our pages: `echarts.init(element, assentTheme())`. It reads the tokens, and so follows light and dark.

/** @param {Element} element whose tokens count */
export function assentTheme(element = document.documentElement) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    axisLine: { lineStyle: { color: token('line-strong') } },
    axisTick: { show: false },
    axisLabel: { color: token('ink-soft') },
    splitLine: { lineStyle: { color: token('line') } },
    nameTextStyle: { color: token('ink-soft') },
  };
  return {
    color: [1, 2, 3, 4, 5].map((n) => token(`series-${n}`)),
    backgroundColor: 'transparent',
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    aria: { enabled: true, decal: { show: true } },
    textStyle: { color: token('ink'), fontFamily: token('text') },
    title: { textStyle: { color: token('ink'), fontFamily: token('display') } },
    legend: { textStyle: { color: token('ink') } },
    tooltip: {
      backgroundColor: token('card'),
      borderColor: token('line'),
      textStyle: { color: token('ink') },
    },
    categoryAxis: axis,
    valueAxis: axis,
    timeAxis: axis,
    line: { symbolSize: 6, lineStyle: { width: 2.5 } },
    bar: { itemStyle: { borderRadius: [4, 4, 0, 0] }, label: { color: token('ink'), textBorderWidth: 0 } },
  };
}
