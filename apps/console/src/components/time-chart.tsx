import 'uplot/dist/uPlot.min.css';
import { type MantineThemeColors, useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';
import { languageInUse } from '../i18n/i18n.ts';

const HEIGHT = 220;
const DAYS_SECONDS = 2 * 86_400;

/** One line of the chart; `color` is a theme color, such as `blue`. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly values: readonly number[];
}

/**
 * Lines over time; the legend shows the values at the pointer. For screen readers the chart is an image, so `label` must summarize it and
 * the page must show the numbers as well.
 *
 * @example
 * <TimeChart label={t('issuedChart', { count })} times={buckets.map(({ at }) => Date.parse(at))}
 *   series={[{ name: t('kinds.sdk'), color: 'blue', values: buckets.map(({ issued }) => issued.sdk) }]} />
 */
export function TimeChart({
  label,
  times,
  series,
}: {
  readonly label: string;
  readonly times: readonly number[];
  readonly series: readonly Series[];
}) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const data = useRef<uPlot.AlignedData>([[]]);
  const scheme = useComputedColorScheme();
  const { colors } = useMantineTheme();
  const language = languageInUse().htmlLang;
  const looks = JSON.stringify(series.map(({ name, color }) => [name, color]));
  // New values go into the existing chart: it does not flicker, and the pointer keeps its position.
  useEffect(() => {
    data.current = [times.map((at) => at / 1000), ...series.map(({ values }) => [...values])];
    chart.current?.setData(data.current);
  }, [times, series]);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const lines = JSON.parse(looks) as [name: string, color: string][];
    const drawn = new uPlot(
      optionsOf(lines, {
        width: element.clientWidth,
        isDark: scheme === 'dark',
        colors,
        language,
        time: t('time'),
      }),
      data.current,
      element,
    );
    chart.current = drawn;
    const resize = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      drawn.destroy();
      chart.current = null;
    };
  }, [looks, scheme, colors, language, t]);
  return <div ref={place} role="img" aria-label={label} style={{ minHeight: HEIGHT, overflow: 'hidden' }} />;
}

interface Surroundings {
  readonly width: number;
  readonly isDark: boolean;
  readonly colors: MantineThemeColors;
  readonly language: string;
  /** Label of the time axis. */
  readonly time: string;
}

function optionsOf(
  lines: readonly (readonly [name: string, color: string])[],
  { width, isDark, colors, language, time: timeLabel }: Surroundings,
): uPlot.Options {
  const shade = isDark ? 4 : 7;
  const ink = isDark ? '#c9c9c9' : '#495057';
  const grid = isDark ? '#3b3b3b' : '#e9ecef';
  const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  const hour = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return {
    width,
    height: HEIGHT,
    // Counts start at 0, and an empty chart has an axis too.
    scales: { y: { range: (_chart, _min, max) => [0, Math.max(4, max * 1.1)] } },
    axes: [
      {
        ...axis,
        values: (_chart, splits) => {
          const isDays = (splits.at(-1) ?? 0) - (splits[0] ?? 0) > DAYS_SECONDS;
          return splits.map((seconds) => (isDays ? day : hour).format(seconds * 1000));
        },
      },
      { ...axis, size: 48, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6] },
    ],
    series: [
      {
        label: timeLabel,
        value: (_chart, seconds) => (seconds === null ? '' : time.format(seconds * 1000)),
      },
      ...lines.map(([name, color]) => {
        const stroke = colors[color]?.[shade] ?? ink;
        return { label: name, stroke, width: 2, fill: `${stroke}22`, points: { show: false } };
      }),
    ],
  };
}
