import { useMediaQuery } from '@mantine/hooks';

/** Whether there is no room for a table, as on a phone. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
}
