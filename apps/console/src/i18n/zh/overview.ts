import type { overview as english } from '../en/overview.ts';
import type { Texts } from '../i18n.ts';

export const overview = {
  title: '概览',
  description: '服务器当前的运行情况',
} as const satisfies Texts<typeof english>;
