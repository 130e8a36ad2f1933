import { ActionIcon, Button, Code, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text.ts';

const SHOWN_MS = 2_000;

/**
 * Copies `value` and confirms it.
 *
 * @example
 * <CopyButton value={token} name={t('token')} />
 */
export function CopyButton({
  value,
  name,
  size = 'sm',
}: {
  readonly value: string;
  readonly name: string;
  readonly size?: 'sm' | 'compact-xs';
}) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopy(value);
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<Icon size={size === 'sm' ? 16 : 12} aria-hidden />}
      aria-label={t(isCopied ? 'copiedNamed' : 'copyNamed', { name })}
      onClick={copy}
    >
      <span aria-live="polite">{t(isCopied ? 'copied' : 'copy')}</span>
    </Button>
  );
}

/**
 * A value of a row that people need elsewhere, such as a uuid, on one line.
 *
 * @example
 * <CopyableCode value={uuid} name={t('uuid')} />
 */
export function CopyableCode(props: { readonly value: string; readonly name: string }) {
  return (
    <Group gap={4} wrap="nowrap" display="inline-flex">
      <Code>{props.value}</Code>
      <CopyIcon {...props} />
    </Group>
  );
}

/** The smallest way to copy, beside the value itself. */
export function CopyIcon({ value, name }: { readonly value: string; readonly name: string }) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopy(value);
  const Icon = isCopied ? IconCheck : IconCopy;
  const label = t(isCopied ? 'copiedNamed' : 'copyNamed', { name });
  return (
    <ActionIcon variant="subtle" size="sm" aria-label={label} title={label} onClick={copy}>
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}

/** Copies, and tells so for a moment. */
function useCopy(value: string) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return { isCopied, copy: async () => setCopied(await copyText(value)) };
}
