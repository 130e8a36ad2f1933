import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { en } from '../i18n/en/index.ts';

export type Status = keyof (typeof en)['common']['status'];

const COLORS: Record<Status, string> = {
  enabled: 'green',
  disabled: 'gray',
  expired: 'gray',
  projectDisabled: 'gray',
  open: 'green',
  banned: 'red',
  waiting: 'gray',
  converting: 'blue',
  finished: 'green',
  failed: 'red',
  cancelled: 'gray',
  alive: 'green',
  gone: 'red',
};

/** The server's states, and our names for them. */
const KEY_STATES = {
  enabled: 'enabled',
  disabled: 'disabled',
  expired: 'expired',
  'disabled with its project': 'projectDisabled',
} as const satisfies Record<string, Status>;
const TASK_STATES = {
  Waiting: 'waiting',
  Converting: 'converting',
  Finished: 'finished',
  Fail: 'failed',
  Abort: 'cancelled',
} as const satisfies Record<string, Status>;

export const keyStatus = (state: keyof typeof KEY_STATES): Status => KEY_STATES[state];
export const taskStatus = (status: keyof typeof TASK_STATES): Status => TASK_STATES[status];

/**
 * A state as a colored label.
 *
 * @example
 * <StatusBadge status={room.isBan ? 'banned' : 'open'} />
 * <StatusBadge status={keyStatus(key.state)} />
 */
export function StatusBadge({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  // Keeps the label whole in a narrow column.
  return (
    <Badge color={COLORS[status]} miw="max-content">
      {t(`status.${status}`)}
    </Badge>
  );
}
