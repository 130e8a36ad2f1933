import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretFields } from '../../components/secret-field.tsx';
import { Section } from '../../components/section.tsx';
import { forgetSession } from '../../session/sign-in.ts';
import { WithCode } from './with-code.tsx';

/** The new admin token, shown once. */
export function NewAdminToken({ token }: { readonly token: string }) {
  const { t } = useTranslation('settings');
  const place = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} style={{ outline: 'none', maxWidth: 720 }}>
      <Section title={t('newToken.title')}>
        <Stack>
          <Text>
            <WithCode text={t('newToken.explanation')} />
          </Text>
          <SecretFields fields={[{ label: t('newToken.label'), value: token }]} />
          <div>
            <Button onClick={forgetSession}>{t('newToken.signIn')}</Button>
          </div>
        </Stack>
      </Section>
    </div>
  );
}
