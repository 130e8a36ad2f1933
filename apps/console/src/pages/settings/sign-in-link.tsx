import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ValueField } from '../../components/secret-field.tsx';
import { Section } from '../../components/section.tsx';

/** How to sign in without the admin token. */
export function SignInLink() {
  const { t } = useTranslation('settings');
  return (
    <Section title={t('signInLink.title')}>
      <Text size="sm">{t('signInLink.explanation')}</Text>
      <ValueField label={t('signInLink.command')} value="npx boardgate console" />
    </Section>
  );
}
