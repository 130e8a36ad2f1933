import { SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { BusiestKeys } from './busiest-keys.tsx';
import { isQuiet } from './figures.ts';
import { FirstSteps } from './first-steps.tsx';
import { Freshness } from './freshness.tsx';
import { Health } from './health.tsx';
import { Refusals } from './refusals.tsx';
import { TokensOverTime } from './tokens-over-time.tsx';
import { Totals } from './totals.tsx';
import { useFirstSteps } from './use-first-steps.ts';
import { type Overview, RANGES, type Range, useOverview } from './use-overview.ts';

/** `/`, and `/?range=day`. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const [search, setSearch] = useSearchParams();
  const range = RANGES.find((name) => name === search.get('range')) ?? 'hour';
  const overview = useOverview(range);
  const firstSteps = useFirstSteps();
  const { data, error, refetch, dataUpdatedAt, isPending } = overview;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <SegmentedControl
            aria-label={t('range')}
            transitionDuration={0}
            data={RANGES.map((name) => ({ value: name, label: t(`ranges.${name}`) }))}
            value={range}
            onChange={(next) => setSearch({ range: next as Range }, { replace: true })}
          />
        }
      />
      {isPending || firstSteps.isPending ? (
        <PageSkeleton />
      ) : data === undefined ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Stack aria-busy={overview.isPlaceholderData}>
          <Freshness updatedAt={dataUpdatedAt} error={error} />
          <FirstSteps guide={firstSteps} />
          {/* Zeros would only push the next step out of view. */}
          {!(firstSteps.isShown && isQuiet(data)) && <Figures overview={data} />}
          <Health overview={data} />
        </Stack>
      )}
    </>
  );
}

function Figures({ overview }: { readonly overview: Overview }) {
  return (
    <>
      <Totals overview={overview} />
      <TokensOverTime overview={overview} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Refusals refusals={overview.refusals} range={overview.range} />
        <BusiestKeys overview={overview} />
      </SimpleGrid>
    </>
  );
}
