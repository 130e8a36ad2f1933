import type { projects as english } from '../en/projects.ts';
import type { Texts } from '../i18n.ts';

export const projects = {
  title: '项目',
  description: '每个租户一个项目，各有自己的访问密钥、房间和转换任务',
  name: '名称',
  state: '状态',
  created: '创建时间',
  create: {
    open: '新建项目',
    title: '新建项目',
    nameHelp: '便于识别的名称，不能与其他项目相同',
    submit: '创建项目',
  },
  empty: {
    title: '还没有项目',
    advice: '项目包含一个租户的访问密钥、房间和转换任务。创建项目后即可获得第一对密钥。',
  },
} as const satisfies Texts<typeof english>;
