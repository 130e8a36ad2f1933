import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/section.tsx';
import type { About } from './use-settings.ts';

const DATABASES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export function Versions({ about: { version, node, database, resources } }: { readonly about: About }) {
  const { t } = useTranslation('settings');
  const facts = [
    ['Boardgate', version],
    ['Node.js', node],
    [DATABASES[database.kind], database.version ?? ''],
    [t('versions.resources'), t(`versions.${resources}`)],
  ] as const;
  return (
    <Section title={t('versions.title')}>
      <Stack component="dl" gap={6} m={0}>
        {facts.map(([name, value]) => (
          <Group key={name} justify="space-between" align="flex-start">
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {value}
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
