import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatCount } from '../../components/list-count.tsx';
import type { Project } from './project-types.ts';

/** The server counts no more conversions of a project. */
const MAX_CONVERSIONS = 1000;

/** What the project has, linked to it, and how many tokens it issued today. */
export function ProjectCounts({ project: { id, counts } }: { readonly project: Project }) {
  const { t } = useTranslation('projects');
  const of = new URLSearchParams({ project: id });
  const places = [
    ['rooms', `/rooms?${of}`],
    ['conversions', `/conversions?${of}`],
    ['keys', undefined],
    ['issuedToday', undefined],
  ] as const;
  return (
    <SimpleGrid component="section" aria-label={t('counts.label')} cols={{ base: 2, sm: 4 }} spacing="sm">
      {places.map(([name, href]) => (
        <Paper key={name} withBorder p="md">
          <Text size="sm" c="dimmed">
            {t(`counts.${name}`)}
          </Text>
          <Text fz={28} fw={700} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {countText(name, counts[name])}
          </Text>
          {href !== undefined && (
            <Anchor component={Link} href={href} size="sm">
              {t(`counts.show.${name as 'rooms' | 'conversions'}`)}
            </Anchor>
          )}
        </Paper>
      ))}
    </SimpleGrid>
  );
}

export function countText(name: keyof Project['counts'], count: number): string {
  return formatCount(count) + (name === 'conversions' && count === MAX_CONVERSIONS ? '+' : '');
}
