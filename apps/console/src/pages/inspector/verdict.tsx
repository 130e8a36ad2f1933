import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/now.ts';
import type { en } from '../../i18n/en/index.ts';
import { languageInUse } from '../../i18n/i18n.ts';
import { explanationText } from './explanation-text.ts';
import type { Inspection, Refusal } from './inspection.ts';

type KnownMistake = keyof (typeof en)['inspector']['mistakes'];

/** Whether the token is accepted, and if not, why and what to do. */
export function Verdict({ inspection: { claims, refusal } }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('inspector');
  const now = useNow();
  if (refusal !== null) return <Refused refusal={refusal} isSecretExposed={claims?.accessKey === null} />;
  const isOver = claims !== null && claims.expiresAt !== null && Date.parse(claims.expiresAt) <= now;
  return (
    <Alert
      color={isOver ? 'orange' : 'green'}
      title={t('accepted')}
      icon={<IconCircleCheck aria-hidden />}
      role="status"
    >
      {t(isOver ? 'expiredSince' : 'acceptedText')}
    </Alert>
  );
}

function Refused({
  refusal: { reason, mistake, explanations, advice },
  isSecretExposed,
}: {
  readonly refusal: Refusal;
  readonly isSecretExposed: boolean;
}) {
  const { t, i18n } = useTranslation('inspector');
  // A newer server may know more mistakes than this page.
  const isKnown = mistake !== null && i18n.exists(`inspector:mistakes.${mistake}`);
  const texts = explanations.map((each) => explanationText(i18n, each, languageInUse().htmlLang));
  return (
    <Stack gap="sm">
      <Alert
        color="red"
        title={t('refused', { reason: t(`reasons.${reason}`) })}
        icon={<IconAlertCircle aria-hidden />}
        role="status"
      >
        <Stack gap="xs">
          {isKnown && <Text fw={600}>{t(`mistakes.${mistake as KnownMistake}`)}</Text>}
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {texts.includes(undefined) ? <span lang="en">{advice}</span> : texts.join(' ')}
          </Text>
        </Stack>
      </Alert>
      {isSecretExposed && (
        <Alert color="orange" title={t('secretExposed.title')}>
          {t('secretExposed.text')}
        </Alert>
      )}
    </Stack>
  );
}
