import type { revocations as english } from '../en/revocations.ts';
import type { Texts } from '../texts.ts';

export const revocations = {
  title: '吊销记录',
  description: '尚未过期但已被拒绝的 Token',
  scopes: { token: '单个 Token', room: '房间的 Token', key: '密钥的 Token', project: '项目的 Token' },
  revoked: {
    token: '有一个 Token 已被吊销',
    room: '此房间的 Token 已被吊销',
    key: '此密钥的 Token 已被吊销',
    project: '此项目的 Token 已被吊销',
  },
  oneToken: '仅此 Token',
  issuedBefore: '签发时间早于',
  keyRevoked: '{{time}} 之前签发的 Token 已被吊销',
  because: '原因：{{reason}}',
  nonce: 'nonce：{{nonce}}',
  inProject: '项目：{{project}}',
  columns: { subject: '吊销对象', tokens: '范围', reason: '原因', created: '吊销时间', id: 'ID' },
  filters: {
    label: '筛选吊销记录',
    scope: '对象',
    any: '全部',
    of: '密钥或房间',
    ofExample: 'AK 或房间 UUID',
    clear: '显示全部吊销记录',
  },
  noMatch: { title: '没有匹配的吊销记录', advice: '没有符合筛选条件的吊销记录。' },
  empty: {
    title: '没有吊销记录',
    advice: '如果 Token 或密钥泄露，请在这里吊销，所有服务器会立即拒绝。',
  },
  revoke: {
    open: '吊销 Token',
    title: '吊销 Token',
    scope: '吊销对象',
    scopes: {
      token: '单个 Token',
      room: '某个房间此前的所有 Room Token',
      key: '某个密钥此前的所有 Token',
      project: '某个项目此前的所有 Token',
    },
    help: {
      token: '只拒绝此 Token。',
      room: '所有用户都需要新的 Room Token 才能再次加入。',
      key: '该密钥签发的 SDK、Room 和 Task Token。之后签发的不受影响。',
      project: '该项目的密钥签发的所有 Token。之后签发的不受影响。',
    },
    subject: { token: 'Token', room: '房间 UUID', key: '访问密钥 (AK)', project: '项目' },
    reason: '原因',
    reasonHelp: '可选，随吊销记录保存',
    submit: '吊销',
  },
  takeBack: {
    open: '撤回…',
    submit: '撤回',
    question: '撤回此吊销记录？',
    warning: '相关 Token 在过期之前会再次被接受。',
  },
} as const satisfies Texts<typeof english>;
