import type { signIn as english } from '../en/sign-in.ts';
import type { Texts } from '../i18n.ts';

export const signIn = {
  title: '登录',
  adminToken: '管理员令牌',
  help: '服务器首次启动时，它与密钥一同打印在终端中。如需免令牌登录的链接，请在服务器上运行：',
  submit: '登录',
  missing: '请输入或粘贴管理员令牌',
  wrong: '管理员令牌不正确，请检查是否复制完整。',
  badLink: '此登录链接已失效：链接只能使用一次，且须在 15 分钟内使用。如需新链接，请在服务器上运行：',
  again: {
    title: '会话已结束',
    explanation: '请重新登录，然后从刚才的地方继续：您输入的内容都还在。',
    leave: '离开此页面',
  },
} as const satisfies Texts<typeof english>;
