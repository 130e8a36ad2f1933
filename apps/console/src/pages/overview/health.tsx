import { Anchor, Badge, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { formatNumber } from './figures.ts';
import type { Overview } from './use-overview.ts';

const DATABASES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

/** The state of the database, the conversions and the servers. */
export function Health({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  const { database, conversions } = overview;
  return (
    <Section title={t('health.title')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Stack gap={4}>
          <Title order={3}>{t('health.database')}</Title>
          <Group gap="xs">
            <Badge color="green">{t('health.answers')}</Badge>
            <Text size="sm">
              {t('health.ping', {
                database: DATABASES[database.kind],
                ms: formatNumber(Math.ceil(database.pingMs * 10) / 10),
              })}
            </Text>
          </Group>
        </Stack>
        <Stack gap={4}>
          <Title order={3}>{t('health.conversions')}</Title>
          <Text size="sm">
            {t('health.conversionCounts', {
              waiting: formatNumber(conversions.waiting),
              running: formatNumber(conversions.running),
            })}{' '}
            <Anchor component={Link} href="/conversions" size="sm" underline="always">
              {t('health.showConversions')}
            </Anchor>
          </Text>
        </Stack>
      </SimpleGrid>
      <Title order={3}>{t('health.checks')}</Title>
      <Checks checks={overview.checks} />
      <Title order={3}>{t('health.nodes')}</Title>
      <Nodes nodes={overview.nodes} />
    </Section>
  );
}

function Checks({ checks }: Pick<Overview, 'checks'>) {
  const { t } = useTranslation('overview');
  const problems = checks.filter(({ problem }) => problem !== null);
  if (problems.length === 0) return <Text size="sm">{t('health.allChecksPass')}</Text>;
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {problems.map(({ name, status, problem, count }) => (
        <Group key={name} component="li" gap="xs" wrap="nowrap" align="start">
          <Badge color={status === 'failed' ? 'red' : 'yellow'} style={{ flexShrink: 0 }}>
            {t(`health.checkStatus.${status}`)}
          </Badge>
          <Text size="sm">{problem && t(`health.problems.${problem}`, { count: count ?? 0 })}</Text>
        </Group>
      ))}
    </Stack>
  );
}

function Nodes({ nodes }: Pick<Overview, 'nodes'>) {
  const { t } = useTranslation('overview');
  return (
    <>
      <DataTable
        label={t('health.nodes')}
        rows={nodes}
        rowKey={({ id }) => id}
        columns={[
          { key: 'host', header: t('health.host'), cell: ({ host }) => host },
          {
            key: 'state',
            header: t('health.state'),
            cell: ({ isAlive }) => <StatusBadge status={isAlive ? 'alive' : 'gone'} />,
          },
          { key: 'version', header: t('health.version'), cell: ({ version }) => version },
          {
            key: 'started',
            header: t('health.started'),
            cell: ({ startedAt }) => <TimeText at={startedAt} />,
          },
          { key: 'seen', header: t('health.seen'), cell: ({ seenAt }) => <TimeText at={seenAt} /> },
        ]}
      />
      {nodes.some(({ isAlive }) => !isAlive) && (
        <Text size="sm" c="dimmed">
          {t('health.goneAdvice')}
        </Text>
      )}
    </>
  );
}
