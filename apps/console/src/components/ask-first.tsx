import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './error-notice.tsx';

/**
 * A button that asks before it acts. The question is inline, since Escape would close a dialog and the drawer below it.
 *
 * @example
 * <AskFirst label={t('ban.submit')} question={t('ban.question')} onConfirm={() => ban.mutate()} isPending={ban.isPending} error={ban.error}>
 *   {t('ban.warning')}
 * </AskFirst>
 */
export function AskFirst({
  label,
  question,
  children,
  onConfirm,
  isPending,
  error,
}: {
  readonly label: string;
  readonly question: string;
  /** What will happen. */
  readonly children: string;
  readonly onConfirm: () => void;
  readonly isPending: boolean;
  readonly error: Error | null;
}) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [hasAsked, setAsked] = useState(false);
  const ask = () => {
    setAsked(true);
    setAsking(true);
  };
  if (!isAsking)
    return (
      <Button variant="light" color="red" size="sm" onClick={ask} ref={hasAsked ? focus : null}>
        {label}…
      </Button>
    );
  return (
    <Alert color="red" title={question} w="100%">
      <Stack gap="sm">
        <Text size="sm">{children}</Text>
        <ErrorNotice error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)} ref={focus}>
            {t('cancel')}
          </Button>
          <Button color="red" loading={isPending} onClick={onConfirm}>
            {label}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
