import { TOKEN_KINDS } from '@boardgate/token/kind';
import { Paper, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addUp, formatNumber, sumOf } from './figures.ts';
import type { Overview } from './use-overview.ts';

/** Four totals for the time range. */
export function Totals({ overview: { buckets, refusals, range } }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  const issued = sumOf(buckets, 'issued');
  const refused = sumOf(buckets, 'refused');
  return (
    <SimpleGrid
      component="section"
      aria-label={t(`totals.label.${range}`)}
      cols={{ base: 2, sm: 4 }}
      spacing="sm"
    >
      {TOKEN_KINDS.map((kind) => (
        <Total
          key={kind}
          name={t(`totals.${kind}`)}
          number={issued[kind]}
          note={t('totals.refusedToo', { number: formatNumber(refused[kind]) })}
        />
      ))}
      <Total
        name={t('totals.refusals')}
        number={addUp(refusals.map(({ count }) => count))}
        note={t('totals.refusalsNote')}
      />
    </SimpleGrid>
  );
}

function Total({
  name,
  number,
  note,
}: {
  readonly name: string;
  readonly number: number;
  readonly note: string;
}) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz={28} fw={700} lh={1.3} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {formatNumber(number)}
      </Text>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
    </Paper>
  );
}
