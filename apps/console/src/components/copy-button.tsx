import { Button } from '@mantine/core';
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
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<Icon size={size === 'sm' ? 16 : 12} aria-hidden />}
      aria-label={t(isCopied ? 'copiedNamed' : 'copyNamed', { name })}
      onClick={async () => setCopied(await copyText(value))}
    >
      <span aria-live="polite">{t(isCopied ? 'copied' : 'copy')}</span>
    </Button>
  );
}
