import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * Names and values, one pair per line.
 *
 * @example
 * <FactList facts={[{ name: t('created'), value: <TimeText at={room.createdAt} exact /> }]} />
 */
export function FactList({
  facts,
}: {
  readonly facts: readonly { readonly name: string; readonly value: ReactNode }[];
}) {
  return (
    <Stack component="dl" gap={6} m={0}>
      {facts.map(({ name, value }) => (
        <Group key={name} wrap="nowrap" align="flex-start" gap="md">
          <Text component="dt" size="sm" c="dimmed" w={110} style={{ flexShrink: 0 }}>
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
