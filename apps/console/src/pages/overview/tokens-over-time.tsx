import { TOKEN_KINDS } from '@boardgate/token/kind';
import { Button, Collapse, SimpleGrid, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTable } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/section.tsx';
import { TimeChart } from '../../components/time-chart.tsx';
import { chartTime, formatNumber, hasNoTokens, MEASURES, type Measure, sumOf } from './figures.ts';
import { TokenTable } from './token-table.tsx';
import type { Overview } from './use-overview.ts';

const COLORS = { sdk: 'blue', room: 'teal', task: 'orange' } as const;

/** Tokens issued and refused, as charts and as a table. */
export function TokensOverTime({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  const [isTable, { toggle }] = useDisclosure();
  const id = useId();
  const { buckets, range } = overview;
  const isNothing = hasNoTokens(buckets);
  return (
    <Section title={t('overTime.title')} description={t(`overTime.steps.${range}`)}>
      {isNothing && <Text>{t(`overTime.nothing.${range}`)}</Text>}
      {!isNothing && (
        <>
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            {MEASURES.map((measure) => (
              <div key={measure} style={{ minWidth: 0 }}>
                <Title order={3}>{t(`overTime.${measure}`)}</Title>
                <Chart overview={overview} measure={measure} />
              </div>
            ))}
          </SimpleGrid>
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconTable size={16} aria-hidden />}
              aria-expanded={isTable}
              aria-controls={id}
              onClick={toggle}
            >
              {t(isTable ? 'overTime.hideTable' : 'overTime.showTable')}
            </Button>
          </div>
          <Collapse expanded={isTable} id={id}>
            {isTable && <TokenTable buckets={buckets} range={range} />}
          </Collapse>
        </>
      )}
    </Section>
  );
}

function Chart({ overview, measure }: { readonly overview: Overview; readonly measure: Measure }) {
  const { t } = useTranslation('overview');
  const { buckets, range } = overview;
  const times = useMemo(() => buckets.map(({ at }) => chartTime(at, range)), [buckets, range]);
  const series = useMemo(
    () =>
      TOKEN_KINDS.map((kind) => ({
        name: t(`kinds.${kind}`),
        color: COLORS[kind],
        values: buckets.map((bucket) => bucket[measure][kind]),
      })),
    [buckets, measure, t],
  );
  const { sdk, room, task } = sumOf(buckets, measure);
  const label = t(`overTime.${measure}Label`, {
    sdk: formatNumber(sdk),
    room: formatNumber(room),
    task: formatNumber(task),
  });
  return <TimeChart label={label} times={times} series={series} />;
}
