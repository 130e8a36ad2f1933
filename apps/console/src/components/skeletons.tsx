import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Shown while a page loads. */
export function PageSkeleton() {
  return (
    <Waiting>
      <Skeleton height={32} width="40%" />
      <Skeleton height={160} />
    </Waiting>
  );
}

/**
 * Shown while a list loads.
 *
 * @example
 * {rooms.isPending ? <ListSkeleton /> : <DataTable … />}
 */
export function ListSkeleton({ rows = 5 }: { readonly rows?: number }) {
  const widths = Array.from({ length: rows }, (_row, index) => `${100 - index * 4}%`);
  return (
    <Waiting>
      {widths.map((width) => (
        <Skeleton key={width} height={28} width={width} />
      ))}
    </Waiting>
  );
}

function Waiting({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Stack aria-busy="true">
      <VisuallyHidden role="status">{t('loading')}</VisuallyHidden>
      {children}
    </Stack>
  );
}
