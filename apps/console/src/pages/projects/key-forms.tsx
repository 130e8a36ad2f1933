import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForm } from '../../components/dialog.tsx';
import { expiryOf, timeOfExpiry } from './expiry.ts';
import { ExpiryInput } from './expiry-input.tsx';
import { useChangeKey } from './key-queries.ts';
import type { AccessKey } from './project-types.ts';

interface Props {
  readonly pair: AccessKey;
  readonly onClose: () => void;
}

export function RenameKey({ pair, onClose }: Props) {
  const { t } = useTranslation('projects');
  const [name, setName] = useState(pair.name ?? '');
  const rename = useChangeKey({ onSuccess: onClose });
  return (
    <DialogForm
      submitLabel={t('keys.rename.submit')}
      onSubmit={() => rename.mutate({ pair, name: name.trim() || null })}
      onCancel={onClose}
      isPending={rename.isPending}
      error={rename.error}
    >
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHelp')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        autoComplete="off"
        data-autofocus
      />
    </DialogForm>
  );
}

export function ExpireKey({ pair, onClose }: Props) {
  const { t } = useTranslation('projects');
  const [expiry, setExpiry] = useState(() => expiryOf(pair.expiresAt));
  const [isRefused, setRefused] = useState(false);
  const change = useChangeKey({ onSuccess: onClose });
  const submit = () => {
    const expiresAt = timeOfExpiry(expiry);
    setRefused(expiresAt === undefined);
    if (expiresAt !== undefined) change.mutate({ pair, expiresAt });
  };
  return (
    <DialogForm
      submitLabel={t('keys.expiry.submit')}
      onSubmit={submit}
      onCancel={onClose}
      isPending={change.isPending}
      error={change.error}
    >
      <ExpiryInput value={expiry} onChange={setExpiry} isRefused={isRefused} />
    </DialogForm>
  );
}

export function DisableKey({ pair, onClose }: Props) {
  const { t } = useTranslation('projects');
  const disable = useChangeKey({ onSuccess: onClose });
  return (
    <DialogForm
      submitLabel={t('keys.disable.submit')}
      onSubmit={() => disable.mutate({ pair, disabled: true })}
      onCancel={onClose}
      isPending={disable.isPending}
      error={disable.error}
      color="red"
    >
      <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {pair.accessKey}
      </Text>
      <Text>{t('keys.disable.explanation')}</Text>
    </DialogForm>
  );
}
