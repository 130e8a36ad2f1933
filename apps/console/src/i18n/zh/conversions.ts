import type { conversions as english } from '../en/conversions.ts';
import type { Texts } from '../i18n.ts';

export const conversions = {
  title: '文档转换',
  description: '把文档转换为白板页面',
} as const satisfies Texts<typeof english>;
