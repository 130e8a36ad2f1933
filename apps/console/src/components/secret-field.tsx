import { Alert, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';

/**
 * Values that have just been made and are shown this once, each with its copy button. They live in the state of whoever shows
 * them, and nowhere else: not in a query's cache, not in the address, not in storage.
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

/** One long value to read and to copy. */
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
