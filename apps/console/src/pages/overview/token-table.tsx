import { TOKEN_KINDS } from '@boardgate/token/kind';
import { ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Bucket, formatBucket, formatNumber, MEASURES } from './figures.ts';
import type { Range } from './use-overview.ts';

const MAX_HEIGHT = 420;

/** The numbers of the charts, newest first. It scrolls on its own, with the keyboard too. */
export function TokenTable({
  buckets,
  range,
}: {
  readonly buckets: readonly Bucket[];
  readonly range: Range;
}) {
  const { t } = useTranslation(['overview', 'common']);
  return (
    <ScrollArea.Autosize
      mah={MAX_HEIGHT}
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('overTime.tableLabel') }}
    >
      <Table
        stickyHeader
        horizontalSpacing={4}
        fz={{ base: 'xs', sm: 'sm' }}
        aria-label={t('overTime.tableLabel')}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th rowSpan={2} scope="col">
              {t(range === 'month' ? 'overTime.day' : 'common:time')}
            </Table.Th>
            {MEASURES.map((measure) => (
              <Table.Th key={measure} colSpan={TOKEN_KINDS.length} scope="colgroup" ta="center">
                {t(`overTime.${measure}`)}
              </Table.Th>
            ))}
          </Table.Tr>
          <Table.Tr>
            {MEASURES.flatMap((measure) =>
              TOKEN_KINDS.map((kind) => (
                <Table.Th key={`${measure} ${kind}`} scope="col" ta="right">
                  {t(`kinds.${kind}`)}
                </Table.Th>
              )),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {buckets.toReversed().map((bucket) => (
            <Table.Tr key={bucket.at}>
              <Table.Th scope="row" fw={400}>
                {formatBucket(bucket.at, range)}
              </Table.Th>
              {MEASURES.flatMap((measure) =>
                TOKEN_KINDS.map((kind) => (
                  <Table.Td key={`${measure} ${kind}`} ta="right">
                    {formatNumber(bucket[measure][kind])}
                  </Table.Td>
                )),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
