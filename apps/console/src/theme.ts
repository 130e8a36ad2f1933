import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorSchemeManager,
} from '@mantine/core';
import { storageKey } from './state/remembered.ts';

export const colorSchemeManager: MantineColorSchemeManager = localStorageColorSchemeManager({
  key: storageKey('color-scheme'),
});

/** Mantine's shades, a step darker or lighter where text would lack contrast (WCAG AA). */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  headings: { sizes: { h1: { fontSize: '1.6rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1rem' } } },
  components: {
    Modal: { defaultProps: { centered: true } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' } } },
    Alert: { defaultProps: { variant: 'light' } },
    Badge: { defaultProps: { variant: 'light', tt: 'none' } },
  },
});

export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-blue-9)',
    ...lightTexts('light'),
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-blue-4)',
    ...lightTexts('dark'),
  },
});

/** Text on a tint of its own color: badges, alerts, light buttons. Mantine's darkest shades have enough contrast for some colors only. */
const TEXT_ON_TINT = {
  blue: '#14538c',
  red: '#a31515',
  green: '#1d6129',
  teal: '#05614c',
  yellow: '#7a4100',
  orange: '#8f3b05',
  gray: '#343a40',
};

function lightTexts(scheme: 'light' | 'dark'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(TEXT_ON_TINT).map(([color, text]) => [
      `--mantine-color-${color}-light-color`,
      scheme === 'light' ? text : `var(--mantine-color-${color}-2)`,
    ]),
  );
}
