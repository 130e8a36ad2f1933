import type { inspector as english } from '../en/inspector.ts';
import type { Texts } from '../i18n.ts';

export const inspector = {
  title: '令牌检查',
  description: '粘贴令牌，查看其内容以及被接受或拒绝的原因',
} as const satisfies Texts<typeof english>;
