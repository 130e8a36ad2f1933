import type { projects as english } from '../en/projects.ts';
import type { Texts } from '../i18n.ts';

export const projects = {
  title: '项目',
  description: '每个租户一个项目，各有自己的访问密钥、房间和转换任务',
} as const satisfies Texts<typeof english>;
