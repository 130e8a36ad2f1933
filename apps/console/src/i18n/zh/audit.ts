import type { audit as english } from '../en/audit.ts';
import type { Texts } from '../i18n.ts';

export const audit = {
  title: '审计日志',
  description: '谁在什么时候做了什么',
} as const satisfies Texts<typeof english>;
