import { Alert, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';

/**
 * New secrets, shown once, each with a copy button. Keep them in component state only: not in a query's cache, the
 * address or storage.
 *
 * @example
 * <SecretFields fields={[{ label: t('accessKey'), value: key.accessKey }, { label: t('secretKey'), value: key.secretKey }]} />
 */
export function SecretFields({
  fields,
}: {
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Alert color="orange">{t('shownOnce')}</Alert>
      {fields.map(({ label, value }) => (
        <ValueField key={label} label={label} value={value} />
      ))}
    </Stack>
  );
}

/** A long value to copy. */
export function ValueField({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        flex={1}
        miw={0}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <CopyButton value={value} name={label} />
    </Group>
  );
}
