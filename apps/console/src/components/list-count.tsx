import { Text } from '@mantine/core';
import { languageInUse } from '../i18n/i18n.ts';

/** The server counts up to this many within a filter. */
export const MAX_COUNTED = 1000;

export const formatCount = (count: number) => new Intl.NumberFormat(languageInUse().htmlLang).format(count);

/** How many entries a list has, above it. */
export function ListCount({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed" mb="xs" aria-live="polite">
      {children}
    </Text>
  );
}
