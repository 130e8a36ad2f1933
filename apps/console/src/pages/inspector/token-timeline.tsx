import { Progress, Stack, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/now.ts';
import { TimeText } from '../../components/time-text.tsx';
import { languageInUse } from '../../i18n/i18n.ts';
import type { Claims } from './inspection.ts';
import { eventsOf, lifeOver } from './token-times.ts';

/** When a token was issued and expires, and how much of its lifespan has passed. */
export function TokenTimeline({ claims }: { readonly claims: Claims }) {
  const { t } = useTranslation('inspector');
  const now = useNow();
  const events = eventsOf(claims, now);
  const over = lifeOver(claims, now);
  const percent = new Intl.NumberFormat(languageInUse().htmlLang, { style: 'percent' }).format(over ?? 0);
  return (
    <Stack gap="md">
      {over !== null && (
        <div>
          <Progress value={over * 100} color={over < 1 ? 'blue' : 'red'} aria-hidden />
          <Text size="sm" c="dimmed" mt={4}>
            {t('timeline.lived', { percent })}
          </Text>
        </div>
      )}
      <Timeline bulletSize={16} lineWidth={2} active={events.findIndex(({ name }) => name === 'now')}>
        {events.map(({ name, at }) => (
          <Timeline.Item
            key={name}
            title={t(`timeline.${name === 'expires' && at <= now ? 'expired' : name}`)}
          >
            <Text size="sm">
              <TimeText at={new Date(at).toISOString()} exact />
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
      {claims.expiresAt === null && <Text size="sm">{t('timeline.never')}</Text>}
    </Stack>
  );
}
