import { Button, type ButtonProps, Group, Modal, type ModalProps, Stack } from '@mantine/core';
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './error-notice.tsx';

/** Opens and closes a dialog about a subject. The subject stays while the dialog fades out. */
export function useDialog<Subject>() {
  const [subject, setSubject] = useState<Subject>();
  const [opened, setOpened] = useState(false);
  const open = useCallback((next: Subject) => {
    setSubject(next);
    setOpened(true);
  }, []);
  const close = useCallback(() => setOpened(false), []);
  return { subject, opened, open, close };
}

const Guard = createContext<(isGuarded: boolean) => void>(() => {});

/** A dialog whose content is unmounted when it closes: input and secrets are gone. */
export function Dialog({
  children,
  ...props
}: Pick<ModalProps, 'opened' | 'onClose' | 'title' | 'children' | 'size'>) {
  const { t } = useTranslation();
  const [isGuarded, setGuarded] = useState(false);
  return (
    <Modal
      {...props}
      // A stray click would discard the input.
      closeOnClickOutside={false}
      closeOnEscape={!isGuarded}
      withCloseButton={!isGuarded}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Guard value={setGuarded}>{children}</Guard>
    </Modal>
  );
}

/** For content that is shown once: only its own button closes the dialog. */
export function useGuardedDialog(): void {
  const setGuarded = useContext(Guard);
  useEffect(() => {
    setGuarded(true);
    return () => setGuarded(false);
  }, [setGuarded]);
}

/** A form in a dialog: fields, error, and two buttons. */
export function DialogForm({
  children,
  submitLabel,
  onSubmit,
  onCancel,
  isPending,
  error,
  color,
}: {
  readonly children: ReactNode;
  readonly submitLabel: string;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly color?: ButtonProps['color'];
}) {
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        <ErrorNotice error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isPending} {...(color !== undefined && { color })}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
