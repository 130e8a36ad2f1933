import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { formatHour, formatNumber } from './figures.ts';
import type { Overview } from './use-overview.ts';

/** The keys with the most tokens, linked to their projects. */
export function BusiestKeys({ overview: { busiestKeys: keys, from } }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  return (
    <Section title={t('busiest.title')} description={t('busiest.description', { time: formatHour(from) })}>
      {keys.length === 0 ? (
        <Text>{t('busiest.none')}</Text>
      ) : (
        <DataTable
          label={t('busiest.title')}
          rows={keys}
          rowKey={({ accessKey }) => accessKey}
          columns={[
            {
              key: 'key',
              header: t('busiest.key'),
              cell: ({ accessKey, name, project }) => (
                <Anchor component={Link} href={`/projects/${project.id}`} size="sm">
                  {name === null ? accessKey : `${name} · ${accessKey}`}
                </Anchor>
              ),
            },
            {
              key: 'project',
              header: t('busiest.project'),
              isLong: true,
              cell: ({ project }) => project.name,
            },
            {
              key: 'issued',
              header: t('overTime.issued'),
              align: 'right',
              cell: ({ issued }) => formatNumber(issued),
            },
            {
              key: 'refused',
              header: t('overTime.refused'),
              align: 'right',
              cell: ({ refused }) => formatNumber(refused),
            },
          ]}
        />
      )}
    </Section>
  );
}
