import type { signIn as english } from '../en/sign-in.ts';
import type { Texts } from '../texts.ts';

export const signIn = {
  title: '登录',
  adminToken: '管理员 Token',
  help: '服务器首次启动时会在终端中打印管理员 Token。如需免 Token 登录的链接，请在服务器上运行：',
  submit: '登录',
  missing: '请输入管理员 Token',
  wrong: '管理员 Token 错误，请检查是否复制完整。',
  badLink: '此登录链接已失效。链接只能使用一次，且须在 15 分钟内使用。如需新链接，请在服务器上运行：',
  again: {
    title: '会话已结束',
    explanation: '请重新登录，然后从中断处继续。您输入的内容已保留。',
    leave: '离开此页面',
  },
} as const satisfies Texts<typeof english>;
