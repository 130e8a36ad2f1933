import { Group, Image, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pagesOf, type Task } from './task.ts';

const MAX_SHOWN = 3;

/** Thumbnails of the first pages. */
export function PageStrip({ task }: { readonly task: Task }) {
  const { t } = useTranslation('conversions');
  const pages = pagesOf(task);
  const rest = (task.pageCount ?? 0) - Math.min(pages.length, MAX_SHOWN);
  if (pages.length === 0) return task.pageCount;
  return (
    <Group gap={6} wrap="nowrap">
      {pages.slice(0, MAX_SHOWN).map(({ number, picture }) => (
        <Image
          key={number}
          src={picture}
          alt={t('pageNumber', { number })}
          loading="lazy"
          fit="contain"
          h={48}
          w="auto"
          maw={72}
          radius="xs"
          bd="1px solid var(--mantine-color-default-border)"
          bg="white"
        />
      ))}
      {rest > 0 && (
        <Text size="xs" c="dimmed">
          {t('morePages', { count: rest })}
        </Text>
      )}
    </Group>
  );
}
