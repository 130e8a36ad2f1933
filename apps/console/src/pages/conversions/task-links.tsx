import { Anchor, Box, Button, Group, Image, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../components/copy-button.tsx';
import { ValueField } from '../../components/secret-field.tsx';
import { type ConvertedPage, pagesOf, type Task } from './task.ts';

const SHOWN_AT_ONCE = 24;

/** The files of a dynamic conversion, by extension. */
const FILES: Readonly<Record<string, 'web' | 'notes' | 'archive'>> = {
  html: 'web',
  json: 'notes',
  zip: 'archive',
};

const extensionOf = (link: string) => link.split('.').at(-1) ?? '';

/** The results of a conversion, including the pages so far while it is running. */
export function TaskLinks({ task }: { readonly task: Task }) {
  const { t } = useTranslation(['conversions', 'common']);
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const pages = pagesOf(task);
  if (pages.length === 0 && task.links.length === 0) return null;
  return (
    <Stack component="section" gap="sm">
      <Group justify="space-between">
        <Title order={3}>{t('links.title')}</Title>
        {task.links.length > 0 && <CopyButton value={task.links.join('\n')} name={t('links.all')} />}
      </Group>
      <Text size="sm">{t('links.explanation')}</Text>
      {task.type === 'dynamic' &&
        task.links.map((link) => (
          <Group key={link} align="flex-end" gap="xs" wrap="nowrap">
            <Box flex={1} miw={0}>
              <ValueField label={t(`links.${FILES[extensionOf(link)] ?? 'other'}`)} value={link} />
            </Box>
            {extensionOf(link) === 'html' && (
              <Button component="a" href={link} target="_blank" rel="noreferrer">
                {t('links.open')}
              </Button>
            )}
          </Group>
        ))}
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="sm">
        {pages.slice(0, shown).map((page) => (
          <PageCard key={page.number} page={page} />
        ))}
      </SimpleGrid>
      {pages.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          {t('common:loadMore')}
        </Button>
      )}
    </Stack>
  );
}

function PageCard({ page: { number, picture, link } }: { readonly page: ConvertedPage }) {
  const { t } = useTranslation('conversions');
  const name = t('pageNumber', { number });
  return (
    <Stack gap={4} align="center">
      <Anchor href={link} target="_blank" rel="noreferrer" w="100%">
        <Image
          src={picture}
          alt={name}
          loading="lazy"
          fit="contain"
          h={110}
          radius="xs"
          bd="1px solid var(--mantine-color-default-border)"
          bg="var(--mantine-color-gray-1)"
        />
      </Anchor>
      <Group gap={6} justify="center">
        <Text size="xs">{number}</Text>
        <CopyButton value={link} name={name} size="compact-xs" />
      </Group>
    </Stack>
  );
}
