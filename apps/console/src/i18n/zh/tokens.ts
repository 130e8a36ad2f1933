import type { tokens as english } from '../en/tokens.ts';
import type { Texts } from '../texts.ts';

export const tokens = {
  title: '签发 Token',
  description: '签发 SDK Token、Room Token 和 Task Token，并提供示例代码',
  kind: 'Token 类型',
  kinds: { sdk: 'SDK Token', room: 'Room Token', task: 'Task Token' },
  kindHelp: {
    sdk: '供应用服务器使用。适用于整个项目，可签发 Room Token 和 Task Token。',
    room: '适用于单个房间。客户端凭它加入房间。',
    task: '适用于单个转换任务。客户端凭它查询进度。',
  },
  key: '签名密钥',
  uuid: { room: '房间 UUID', task: '转换任务 UUID' },
  uuidHelp: '房间和转换任务由其他服务管理，请填写该服务中的 UUID。',
  chooseProject: '请选择项目',
  chooseUuid: { room: '请选择房间', task: '请选择转换任务' },
  makeRoom: '还没有房间？创建一个…',
  makeTask: '还没有转换任务？发起一个…',
  submit: '签发 Token',
  empty: {
    title: '请先创建项目',
    advice: 'Token 用项目的访问密钥签名。请先创建项目，再在其中创建密钥。',
    action: '前往项目',
  },
  noKey: {
    title: '该项目没有已启用的密钥',
    advice: 'Token 需要用密钥签名。请创建密钥，或启用已有的密钥。',
    action: '前往访问密钥',
  },
  waiting: {
    title: 'Token 将显示在这里',
    advice: '同时显示其内容、过期时间和示例代码。',
  },
  result: {
    title: '您的 Token',
    token: 'Token',
    notice: 'Token 不会被保存。离开此页后不再显示，届时须重新签发。',
    neverExpires: '该 Token 永不过期。如需使其失效，请吊销它或停用其密钥。',
    notChecked: 'Token 已签发，但未能读取其内容：',
  },
  snippets: {
    title: '示例代码',
    purpose: '用途',
    purposes: { issue: '在服务器上签发', use: '使用此 Token' },
    issueHelp: '您的服务器用自己的密钥签发同样的 Token。运行前请替换：',
    placeholder: '{{placeholder}}：{{accessKey}} 的 SK',
    neverHere: '此页面不知道 SK。请将其保存在服务器上，切勿写入网页或应用。',
    useHelp: {
      sdk: '用上面的 Token 创建房间，可直接运行。',
      room: '用上面的 Token 查看房间，可直接运行。',
      task: '用上面的 Token 查询转换进度，可直接运行。',
    },
    nothingToUse: {
      sdk: 'reader 角色的 SDK Token 只能签发 reader 角色的 Room Token 和 Task Token。请看另一个标签页。',
      room: 'reader 角色的 Room Token 用于通过白板 SDK 加入房间，请将其交给客户端。REST API 中没有接口接受它。',
      external: '房间和转换任务由其他服务管理，请在该服务中使用此 Token。',
    },
    code: '{{language}} 代码',
    requires: {
      curl: '在终端中运行',
      javascript: '需要 Node.js 18 或更高版本，无其他依赖',
      python: '需要 Python 3.9 或更高版本，无其他依赖',
      go: '需要 Go 1.18 或更高版本，无其他依赖',
      java: '需要 Java 11 或更高版本，无其他依赖。请保存为 Example.java',
      php: '需要 PHP 8 及其 curl 扩展',
      csharp: '需要 .NET 6 或更高版本，无其他依赖',
      ruby: '需要 Ruby 2.7 或更高版本，无其他依赖',
      swift: '需要 Swift 5.7 或更高版本。请保存为 main.swift',
    },
  },
} as const satisfies Texts<typeof english>;
