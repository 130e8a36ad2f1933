import type { shell as english } from '../en/shell.ts';
import type { Texts } from '../texts.ts';

export const shell = {
  product: 'Boardgate',
  skip: '跳到页面内容',
  navigation: '页面',
  openNavigation: '打开导航',
  closeNavigation: '关闭导航',
  apiDocumentation: 'API 文档',
  language: '语言',
  colorScheme: '配色',
  schemes: { light: '浅色', dark: '深色', auto: '跟随系统' },
  signOut: '退出登录',
  pages: {
    overview: '概览',
    projects: '项目',
    tokens: '签发 Token',
    inspector: '检查 Token',
    revocations: '吊销记录',
    rooms: '房间',
    conversions: '文档转换',
    audit: '审计日志',
    settings: '设置',
  },
  lost: {
    title: '服务器没有响应',
    advice: '每两秒重试一次。您输入的内容会保留。',
  },
} as const satisfies Texts<typeof english>;
