import type { tokens as english } from '../en/tokens.ts';
import type { Texts } from '../i18n.ts';

export const tokens = {
  title: '令牌工坊',
  description: '签发 SDK、房间和任务令牌，并附可直接使用的代码',
} as const satisfies Texts<typeof english>;
