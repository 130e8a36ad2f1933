import { Group, Paper, Stack, Table, Text } from '@mantine/core';
import type { Key, ReactNode } from 'react';
import { useIsNarrow } from './narrow.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
  /** For names and other texts of any length. The first column wraps anyway. */
  readonly isLong?: boolean;
}

interface Props<Row> {
  /** Name of the table for screen readers. */
  readonly label: string;
  /** The first column names the row. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => Key;
  readonly actions?: (row: Row) => ReactNode;
}

/**
 * A table; on a narrow screen, a list of cards.
 *
 * @example
 * <DataTable label={t('title')} rows={keys} rowKey={({ accessKey }) => accessKey}
 *   columns={[{ key: 'name', header: t('name'), cell: ({ name }) => name }]}
 *   actions={(key) => <Button size="xs">{t('rotate')}</Button>} />
 */
export function DataTable<Row>(props: Props<Row>) {
  return useIsNarrow() ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows<Row>({ label, columns, rows, rowKey, actions }: Props<Row>) {
  return (
    <Table.ScrollContainer minWidth={0} scrollAreaProps={{ type: 'auto' }}>
      <Table verticalSpacing="sm" highlightOnHover aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, header, align = 'left' as const }) => (
              <Table.Th key={key} ta={align} scope="col" style={{ whiteSpace: 'nowrap' }}>
                {header}
              </Table.Th>
            ))}
            {actions && <Table.Td />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              {columns.map(({ key, cell, align = 'left' as const, isLong = false }, index) => (
                <Table.Td
                  key={key}
                  ta={align}
                  style={isLong || index === 0 ? { overflowWrap: 'anywhere' } : { whiteSpace: 'nowrap' }}
                >
                  {cell(row)}
                </Table.Td>
              ))}
              {actions && (
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    {actions(row)}
                  </Group>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cards<Row>({ label, columns: [name, ...facts], rows, rowKey, actions }: Props<Row>) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} aria-label={label} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <Paper component="li" key={rowKey(row)} withBorder p="sm">
          <Text component="div" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name.cell(row)}
          </Text>
          <Stack component="dl" gap={4} my="xs">
            {facts.map(({ key, header, cell }) => (
              <Group key={key} justify="space-between" wrap="nowrap" align="flex-start">
                <Text component="dt" size="sm" c="dimmed" maw="50%" style={{ flexShrink: 0 }}>
                  {header}
                </Text>
                <Text component="dd" size="sm" m={0} ta="right" style={{ overflowWrap: 'anywhere' }}>
                  {cell(row)}
                </Text>
              </Group>
            ))}
          </Stack>
          {actions && <Group gap="xs">{actions(row)}</Group>}
        </Paper>
      ))}
    </Stack>
  );
}
