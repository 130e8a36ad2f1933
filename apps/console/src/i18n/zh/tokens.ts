import type { tokens as english } from '../en/tokens.ts';
import type { Texts } from '../i18n.ts';

export const tokens = {
  title: '令牌工坊',
  description: '签发 SDK、房间和任务令牌，并附可直接使用的代码',
  kind: '令牌类型',
  kinds: { sdk: 'SDK 令牌', room: '房间令牌', task: '任务令牌' },
  kindHelp: {
    sdk: '供您的服务器使用：它代表整个项目，用于获取房间令牌和任务令牌。',
    room: '用于一个房间：凭它加入房间。',
    task: '用于一个转换任务：凭它查询进度。',
  },
  key: '签名密钥',
  uuid: { room: '房间 uuid', task: '任务 uuid' },
  uuidHelp: '房间和转换任务在另一服务中：请填写其中的 uuid。',
  chooseProject: '请先选择项目',
  chooseUuid: { room: '请选择房间', task: '请选择转换任务' },
  makeRoom: '还没有房间？去创建',
  makeTask: '还没有转换任务？去创建',
  submit: '签发令牌',
  empty: {
    title: '首先需要项目',
    advice: '令牌用项目的密钥签名。请先创建项目，再在其中创建一对密钥。',
    action: '前往项目',
  },
  noKey: {
    title: '该项目没有已启用的密钥',
    advice: '令牌需要用密钥签名。请创建密钥，或启用已有的密钥。',
    action: '前往其密钥',
  },
  waiting: {
    title: '令牌将显示在这里',
    advice: '同时显示它的内容、过期时间，以及可直接粘贴的代码。',
  },
  result: {
    title: '您的令牌',
    token: '令牌',
    notice: '令牌不会被保存：离开此页后便不再显示，届时请重新签发。',
    neverExpires: '它永不过期。要使其失效，请吊销它或停用其密钥。',
    notChecked: '令牌已签发，但未能读取其内容：',
  },
  snippets: {
    title: '可直接粘贴的代码',
    purpose: '用途',
    purposes: { issue: '从您的服务器获取', use: '使用该令牌' },
    issueHelp: '您的服务器用自己的密钥获取同样的令牌。填写以下内容后即可直接运行：',
    placeholder: '{{placeholder}}：{{accessKey}} 的私密密钥 (SK)',
    neverHere: '此页面并不知道它。请将它保存在服务器上，切勿放入网页或应用。',
    useHelp: {
      sdk: '用上面的令牌创建房间，可直接运行。',
      room: '用上面的令牌查看房间，可直接运行。',
      task: '用上面的令牌查看转换进度，可直接运行。',
    },
    nothingToUse: {
      sdk: '角色为 reader 的 SDK 令牌只有一个用途：获取 reader 角色的房间令牌和任务令牌。请看另一个标签页。',
      room: '角色为 reader 的房间令牌用于通过白板 SDK 加入房间：请将它交给客户端。REST API 中没有可用它的接口。',
      external: '房间和转换任务在另一服务中：请在那里使用该令牌。',
    },
    code: '{{language}} 代码',
    requires: {
      curl: '用于终端',
      javascript: '需要 Node.js 18 或更高版本，无需安装其他组件',
      python: '需要 Python 3.9 或更高版本，无需安装其他组件',
      go: '需要 Go 1.18 或更高版本，无需安装其他组件',
    },
  },
} as const satisfies Texts<typeof english>;
