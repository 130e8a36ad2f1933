import { Badge, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/now.ts';
import { TimeText } from '../../components/time-text.tsx';
import { languageInUse } from '../../i18n/i18n.ts';
import { KeyEnd } from './key-end.tsx';
import type { AccessKey } from './project-types.ts';
import type { Rotation } from './rotations.ts';
import { isEnding } from './rotations.ts';

/** Rotations in progress: the old and the new pair side by side. */
export function RotationCards({
  rotations,
  onEnd,
}: {
  readonly rotations: readonly Rotation[];
  readonly onEnd: (old: AccessKey) => void;
}) {
  const { t } = useTranslation('projects');
  const now = useNow();
  return rotations
    .filter(({ old }) => isEnding(old, now))
    .map(({ old, next }) => (
      <Paper key={old.accessKey} component="section" withBorder p="sm" aria-label={t('keys.rotation.title')}>
        <Stack gap="sm">
          <Group justify="space-between">
            <Title order={3}>{t('keys.rotation.title')}</Title>
            <Button variant="default" size="xs" onClick={() => onEnd(old)}>
              {t('keys.rotation.endNow')}
            </Button>
          </Group>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Pair role={t('keys.rotation.old')} pair={old} color="orange" />
            <Pair role={t('keys.rotation.new')} pair={next} color="green" />
          </SimpleGrid>
          <Text size="sm">{t(`keys.rotation.${adviceOn({ old, next })}`)}</Text>
        </Stack>
      </Paper>
    ));
}

function Pair({
  role,
  pair,
  color,
}: {
  readonly role: string;
  readonly pair: AccessKey;
  readonly color: string;
}) {
  const { t } = useTranslation('projects');
  const count = new Intl.NumberFormat(languageInUse().htmlLang).format(pair.tokensIssued);
  return (
    <Stack gap={6}>
      <Badge color={color}>{role}</Badge>
      <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {pair.accessKey}
      </Text>
      <Text size="sm">
        {t('keys.lastUsed')}: <TimeText at={pair.lastUsedAt} />
      </Text>
      <Text size="sm">
        {t('keys.issued')}: {count}
      </Text>
      <Text size="sm">
        {t('keys.rotation.ends')}: <KeyEnd at={pair.expiresAt} exact />
      </Text>
    </Stack>
  );
}

function adviceOn({ old, next }: Rotation): 'stillUsed' | 'notUsed' | 'newUnused' {
  if (next.lastUsedAt === null) return 'newUnused';
  // Use is recorded to the second: use in the second of the rotation does not count.
  return old.lastUsedAt !== null && old.lastUsedAt > next.createdAt ? 'stillUsed' : 'notUsed';
}
