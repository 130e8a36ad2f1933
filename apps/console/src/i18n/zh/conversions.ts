import type { conversions as english } from '../en/conversions.ts';
import type { Texts } from '../texts.ts';

export const conversions = {
  title: '文档转换',
  description: '将文档转换为白板页面',
  document: '文档',
  state: '状态',
  pages: '页面',
  started: '发起时间',
  details: '转换任务',
  filters: {
    label: '筛选转换任务',
    state: '状态',
    any: '全部',
    clear: '显示全部转换任务',
  },
  empty: {
    title: '还没有转换任务',
    advice:
      'PDF、Word 和 PowerPoint 文件可转换为页面图片，或带动画的幻灯片。可以在这里用文档 URL 发起转换，也可以由应用服务器通过 API 发起。转换结果保留七天。',
  },
  noMatch: {
    title: '没有匹配的转换任务',
    advice: '转换任务自发起之日起保留七天。',
  },
  external: {
    title: '文档转换由其他服务提供',
    advice: '本服务器只签发 Token（BOARDGATE_RESOURCES=external），文档由其他服务转换。',
  },
  start: {
    open: '新建转换任务',
    title: '新建转换任务',
    source: '文档',
    sources: { url: '来自 URL', file: '来自本机' },
    file: '文件',
    filePlaceholder: '选择文件',
    fileHelp: '上传须在 30 秒内完成。文件较大而网络较慢时，请提供 URL。',
    uploading: '正在上传 {{name}}…',
    resource: '文档 URL',
    resourceHelp: '由服务器通过 http 或 https 下载。内网主机须由运维人员放行。',
    formats: '本服务器支持 {{formats}}。',
    type: '转换结果',
    types: { static: '页面图片', dynamic: '带动画的幻灯片' },
    typeHelp: {
      static: '适用于所有文档：每页一张图片',
      dynamic: '仅适用于 PPTX：网页及其压缩包',
    },
    format: '图片格式',
    scale: '缩放比例',
    scaleHelp: '每磅对应的像素数，0.1 到 3',
    preview: '生成缩略图',
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
  uuid: '转换任务 UUID',
  facts: {
    project: '项目',
    result: '转换结果',
    pages: '页数',
    size: '大小',
    priority: '优先级',
    attempts: '尝试次数',
    created: '发起时间',
    ended: '结束时间',
    api: '接口',
    apis: { projector: 'projector', services: 'services（旧版）' },
  },
  priorities: { highest: '最先转换', normal: '正常', lowest: '最后转换' },
  actions: {
    first: '最先转换',
    last: '最后转换',
    ended: '该转换任务此前已结束。',
    cancel: '取消转换',
    cancelHelp: '取消会删除已生成的结果，之后可以从头重新转换。',
    retry: '重新转换',
  },
  links: {
    title: '链接',
    explanation: '任何持有链接的人都能打开文件。链接自发起转换起七天内有效。',
    web: '网页',
    notes: '演讲者备注',
    other: '文件',
    archive: '压缩包',
    all: '全部链接',
    open: '打开',
  },
  deliveries: {
    title: 'Webhook',
    status: { pending: '等待发送', delivered: '已送达', failed: '发送失败' },
    attempts: '已尝试 {{attempts}} / {{most}} 次',
    answered: '状态码 {{status}}',
    noAnswer: '无响应',
    next: '下次尝试',
    again: '重新发送',
  },
  failure: {
    code: '错误码 {{code}}',
    unsupported: {
      title: '不支持的文件类型',
      advice:
        '请使用不带密码的 PDF、DOC、DOCX、PPT 或 PPTX 文件。如果所有 Office 文件都被拒绝，说明服务器上没有 LibreOffice：请将文档另存为 PDF，或请运维人员安装 LibreOffice。',
    },
    download: {
      title: '无法下载文档',
      advice:
        '请从服务器所在的网络打开该 URL：它应无需登录即可访问，且文件不能过大。内网主机须写入 BOARDGATE_CONVERSION_ALLOW_HOSTS。之后请重新转换。',
    },
    empty: {
      title: '文档为空',
      advice: '文件没有内容。请重新上传，然后重新转换。',
    },
    dynamicOnly: {
      title: '只有 PPTX 能转换为带动画的幻灯片',
      advice: '请新建转换任务并选择“页面图片”，或将文档另存为 PPTX。',
    },
    unzip: {
      title: 'Office 文件已损坏',
      advice: '请用相应程序打开并重新保存，上传后重新转换。',
    },
    presentation: {
      title: '无法读取演示文稿',
      advice:
        '文件已损坏或带有密码，请去除密码并重新保存。如果无法转换动画，可以尝试转换为页面图片，或另存为 PDF。',
    },
    document: {
      title: '无法读取 Word 文档',
      advice: '文件已损坏或带有密码。请去除密码并重新保存，或另存为 PDF。',
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
      advice: '请取消生成缩略图，重新转换。',
    },
    storage: {
      title: '无法保存转换结果',
      advice: '文档没有问题，是服务器的磁盘或存储桶无法写入文件。请查看服务器日志，然后重新转换。',
    },
    unknown: {
      title: '无法渲染文档',
      advice:
        '文件很可能已损坏：请用相应程序打开，另存为 PDF 后重新转换。如果文件可以正常打开，原因见服务器日志。',
    },
  },
} as const satisfies Texts<typeof english>;
