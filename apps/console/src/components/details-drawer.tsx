import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * The details of a list entry, beside the list.
 *
 * @example
 * <DetailsDrawer title={t('details')} uuid={uuid} onClose={close}>{(uuid) => <OneRoom key={uuid} uuid={uuid} />}</DetailsDrawer>
 */
export function DetailsDrawer({
  title,
  uuid,
  onClose,
  children,
}: {
  readonly title: string;
  /** null = closed */
  readonly uuid: string | null;
  readonly onClose: () => void;
  readonly children: (uuid: string) => ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={uuid !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {uuid !== null && children(uuid)}
    </Drawer>
  );
}
