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
import { ErrorNotice } from '../../components/error-notice.tsx';

/** Opens and closes a dialog about a subject, which stays while the dialog fades. */
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

/** A dialog whose content begins anew each time: what was typed or shown is gone once it is closed. */
export function Dialog({
  children,
  ...props
}: Pick<ModalProps, 'opened' | 'onClose' | 'title' | 'children' | 'size'>) {
  const { t } = useTranslation();
  const [isGuarded, setGuarded] = useState(false);
  return (
    <Modal
      {...props}
      // A click beside it is easily made, and would take what was typed.
      closeOnClickOutside={false}
      closeOnEscape={!isGuarded}
      withCloseButton={!isGuarded}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Guard value={setGuarded}>{children}</Guard>
    </Modal>
  );
}

/** For content that is shown once: while it is there, the dialog is closed by its own button alone. */
export function useGuardedDialog(): void {
  const setGuarded = useContext(Guard);
  useEffect(() => {
    setGuarded(true);
    return () => setGuarded(false);
  }, [setGuarded]);
}

/** The form in a dialog: its fields, what went wrong, and the two buttons. */
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
