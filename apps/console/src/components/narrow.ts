import { useMediaQuery } from '@mantine/hooks';

/** Whether the screen is too narrow for a table. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
}
