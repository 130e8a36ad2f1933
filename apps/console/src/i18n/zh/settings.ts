import type { settings as english } from '../en/settings.ts';
import type { Texts } from '../i18n.ts';

export const settings = {
  title: '设置',
  description: '当前生效的配置、区域与版本',
} as const satisfies Texts<typeof english>;
