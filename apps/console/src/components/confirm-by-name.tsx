import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './error-notice.tsx';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly name: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** What will be deleted. */
  readonly children: ReactNode;
}

/**
 * Asks the person to type the name of what is to be deleted.
 *
 * @example
 * const remove = useMutation({ mutationFn: …, onSuccess: close });
 * <ConfirmByName opened={opened} onClose={close} title={t('delete.title')} name={project.name} confirmLabel={t('delete.confirm')}
 *   onConfirm={() => remove.mutate()} isPending={remove.isPending} error={remove.error}>{t('delete.warning')}</ConfirmByName>
 */
export function ConfirmByName({ opened, onClose, title, ...form }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <ConfirmForm {...form} onClose={onClose} />
    </Modal>
  );
}

/** A component of its own, so that closing the dialog discards the input. */
function ConfirmForm({
  onClose,
  name,
  confirmLabel,
  onConfirm,
  isPending,
  error,
  children,
}: Omit<Props, 'opened' | 'title'>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [isRefused, setRefused] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(typed !== name);
    if (typed === name) onConfirm();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <div>{children}</div>
        <TextInput
          label={t('confirmByName.label', { name })}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          error={isRefused && typed !== name ? t('confirmByName.mismatch', { name }) : null}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <ErrorNotice error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" color="red" loading={isPending}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
