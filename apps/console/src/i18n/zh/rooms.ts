import type { rooms as english } from '../en/rooms.ts';
import type { Texts } from '../i18n.ts';

export const rooms = {
  title: '房间',
  description: '查找、创建、封禁房间，并签发加入房间的令牌',
} as const satisfies Texts<typeof english>;
