import { Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Expiry } from './expiry.ts';

/** When a key expires: never, or at a date and time in the local time zone. */
export function ExpiryInput({
  value,
  onChange,
  isRefused,
}: {
  readonly value: Expiry;
  readonly onChange: (expiry: Expiry) => void;
  /** Whether the form was submitted without a time in the future. */
  readonly isRefused: boolean;
}) {
  const { t } = useTranslation('projects');
  return (
    <Radio.Group
      label={t('keys.expiry.label')}
      value={value.isNever ? 'never' : 'at'}
      onChange={(choice) => onChange({ ...value, isNever: choice === 'never' })}
    >
      <Stack gap="xs" mt={4}>
        <Radio value="never" label={t('keys.expiry.never')} />
        <Radio value="at" label={t('keys.expiry.at')} />
        {!value.isNever && (
          <TextInput
            type="datetime-local"
            label={t('keys.expiry.atLabel')}
            description={t('keys.expiry.atHelp')}
            value={value.local}
            onChange={({ currentTarget }) => onChange({ isNever: false, local: currentTarget.value })}
            error={isRefused ? t('keys.expiry.required') : null}
            maw={260}
          />
        )}
      </Stack>
    </Radio.Group>
  );
}
