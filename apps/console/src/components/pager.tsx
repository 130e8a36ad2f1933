import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CursorPages } from './cursor-pages.ts';

/** Previous and next page of a list; renders nothing for a single page. See `useCursorPages`. */
export function Pager({
  pages,
  next,
  isWaiting,
}: {
  readonly pages: CursorPages;
  /** Cursor of the next page; `null` = this is the last page. */
  readonly next: string | null;
  /** Whether the next page is loading. */
  readonly isWaiting: boolean;
}) {
  const { t } = useTranslation();
  if (pages.number === 1 && next === null) return null;
  const go = (way: () => void) => () => {
    way();
    window.scrollTo(0, 0);
  };
  return (
    <Group component="nav" justify="center" mt="md" aria-label={t('pager.label')}>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
        disabled={pages.number === 1}
        onClick={go(pages.goBack)}
      >
        {t('pager.previous')}
      </Button>
      <Text size="sm" aria-live="polite">
        {t('pager.page', { number: pages.number })}
      </Text>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
        disabled={next === null}
        loading={isWaiting}
        onClick={go(() => next !== null && pages.goTo(next))}
      >
        {t('pager.next')}
      </Button>
    </Group>
  );
}
