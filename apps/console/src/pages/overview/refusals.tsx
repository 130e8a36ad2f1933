import { Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/section.tsx';
import type { en } from '../../i18n/en/index.ts';
import { formatNumber } from './figures.ts';
import type { Overview } from './use-overview.ts';

type Reason = keyof (typeof en)['overview']['reasons'];

/** Why requests were refused, most frequent first. */
export function Refusals({ refusals, range }: Pick<Overview, 'refusals' | 'range'>) {
  const { t } = useTranslation('overview');
  return (
    <Section title={t('refusals.title')} description={t('refusals.description')}>
      {refusals.length === 0 ? (
        <Text>{t(`refusals.none.${range}`)}</Text>
      ) : (
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {refusals.map(({ code, count }) => (
            <Group component="li" key={code} justify="space-between" align="flex-start" wrap="nowrap">
              <div>
                <Text size="sm">{t([`reasons.${code as Reason}`, 'refusals.unknown'])}</Text>
                <Code>{code}</Code>
              </div>
              <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
                {formatNumber(count)}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
