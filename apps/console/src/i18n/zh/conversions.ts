import type { conversions as english } from '../en/conversions.ts';
import type { Texts } from '../i18n.ts';

export const conversions = {
  title: '文档转换',
  description: '把文档转换为白板页面',
  document: '文档',
  state: '状态',
  pages: '页面',
  started: '提交时间',
  details: '转换任务',
  filters: {
    label: '筛选转换任务',
    state: '状态',
    any: '全部',
    clear: '显示所有任务',
  },
  empty: {
    title: '还没有转换任务',
    advice:
      'PDF、Word 或 PowerPoint 文件可转换为页面图片，或带动画的幻灯片。可以在这里用文档地址发起，也可以由您的应用服务器通过 API 发起。转换结果保留七天。',
  },
  noMatch: {
    title: '没有符合条件的转换任务',
    advice: '任务自提交起保留七天。',
  },
  external: {
    title: '转换不在此服务器上进行',
    advice: '此服务器只签发令牌：文档由 BOARDGATE_RESOURCES=external 所指的服务转换。',
  },
  start: {
    open: '新建转换',
    title: '新建转换',
    resource: '文档地址',
    resourceHelp: '由服务器下载：http 或 https；内网主机须由运维人员放行',
    formats: '此服务器可转换：{{formats}}。',
    type: '转换结果',
    types: { static: '页面图片', dynamic: '带动画的幻灯片' },
    typeHelp: {
      static: '适用于所有文档：每页一张图片',
      dynamic: '仅适用于 PPTX：网页及其压缩包',
    },
    format: '图片格式',
    scale: '缩放比例',
    scaleHelp: '页面每磅对应的像素数，0.1 到 3',
    preview: '同时生成缩略图',
    submit: '开始转换',
  },
  progress: {
    label: '进度',
    inLine: '排队中',
    reading: '正在下载并读取文档',
    pages: '已完成 {{done}} / {{count}} 页',
  },
  pageNumber: '第 {{number}} 页',
  morePages: '+{{count}}',
  uuid: '任务 uuid',
  facts: {
    project: '项目',
    result: '转换结果',
    pages: '页数',
    size: '大小',
    priority: '优先级',
    attempts: '已执行',
    attemptsCount_other: '{{count}} 次',
    created: '提交时间',
    ended: '结束时间',
    api: '来源',
    apis: { projector: 'projector 接口', services: '旧版 services 接口' },
  },
  priorities: { highest: '最先转换', normal: '按顺序', lowest: '最后转换' },
  actions: {
    first: '最先转换',
    last: '最后转换',
    ended: '任务此前已结束。',
    cancel: '取消任务',
    cancelHelp: '取消会删除已生成的文件，之后可以从头重新转换。',
    retry: '重新转换',
  },
  links: {
    title: '链接',
    explanation: '任何持有链接的人都能查看文件。链接自提交起七天内有效。',
    web: '网页',
    notes: '演讲者备注',
    other: '文件',
    archive: '压缩包',
    all: '全部链接',
  },
  deliveries: {
    title: 'Webhook',
    status: { pending: '发送中', delivered: '已送达', failed: '已放弃' },
    attempts: '已尝试 {{attempts}} / {{most}} 次',
    answered: '对方返回 {{status}}',
    noAnswer: '无响应',
    next: '下次尝试',
    again: '重新发送',
  },
  failure: {
    said: '服务器说明：',
    code: '错误码 {{code}}',
    unsupported: {
      title: '不支持此类文件',
      advice:
        '请使用不带密码的 PDF、DOC、DOCX、PPT 或 PPTX 文件。如果 Office 文件都被拒绝，说明服务器上没有 LibreOffice：请另存为 PDF，或请运维人员安装。',
    },
    download: {
      title: '无法下载文档',
      advice:
        '请从服务器所在的网络打开该地址：应无需登录即可访问，且文件不能过大。内网主机须写入 BOARDGATE_CONVERSION_ALLOW_HOSTS。之后重新转换。',
    },
    empty: {
      title: '文档是空的',
      advice: '文件没有任何内容。请重新上传，然后重新转换。',
    },
    dynamicOnly: {
      title: '只有 PPTX 能转换为带动画的幻灯片',
      advice: '请新建转换并选择“页面图片”，或将文档另存为 PPTX。',
    },
    unzip: {
      title: 'Office 文件已损坏',
      advice: '请用相应程序打开并重新保存，上传后重新转换。',
    },
    presentation: {
      title: '无法读取演示文稿',
      advice:
        '文件已损坏或带有密码，请去除密码并重新保存。动画无法转换时，转换为页面图片或先另存为 PDF 往往可行。',
    },
    document: {
      title: '无法读取 Word 文档',
      advice: '文件已损坏或带有密码，请去除密码并重新保存，或另存为 PDF。',
    },
    limit: {
      title: '文档超出限制',
      advice: '页面或图片过多或过大。请降低缩放比例，选择 jpg 或 webp，或拆分文档。运维人员可以调高限制。',
    },
    timeout: {
      title: '转换超时',
      advice: '请拆分文档，或在服务器空闲时重新转换。运维人员可以调高时间限制。',
    },
    preview: {
      title: '无法生成缩略图',
      advice: '请不勾选缩略图，重新转换。',
    },
    storage: {
      title: '无法保存转换结果',
      advice: '文档没有问题，是服务器的磁盘或存储桶无法写入：请查看服务器日志，之后重新转换。',
    },
    unknown: {
      title: '无法绘制文档',
      advice:
        '多半是文件已损坏：请用相应程序打开，另存为 PDF 后重新转换。如果文件可以正常打开，原因可在服务器日志中查看。',
    },
  },
} as const satisfies Texts<typeof english>;
